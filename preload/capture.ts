import { channels } from '../contract/method-names.ts';
import { onPort } from './main-line.ts';

// The one thing this page ever gets: a port to whoever the capture works for.
onPort('capturePort', (port) => window.postMessage(channels.capturePort, window.location.origin, [port]));
