import { ipcRenderer } from 'electron';
import { channels } from '../contract/method-names.ts';

// The one thing this page ever gets: a port to whoever the capture works for.
ipcRenderer.on(channels.capturePort, (event) => {
  window.postMessage(channels.capturePort, window.location.origin, [...event.ports]);
});
