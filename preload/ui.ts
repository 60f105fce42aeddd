import { contextBridge } from 'electron';
import { methodNames } from '../contract/method-names.ts';
import { deriveCalls } from './derive-api.ts';
import { createEvents } from './events.ts';
import { callMain, onEvent, onPort } from './main-line.ts';
import { createPassphraseWay } from './passphrase-port.ts';

const passphraseWay = createPassphraseWay();
onPort('passphrasePort', passphraseWay.usePort);

const events = createEvents();
onEvent(events.tell);

// contract/api.ts is the type of this, as the page sees it.
contextBridge.exposeInMainWorld('sotto', {
  ...deriveCalls(methodNames, callMain),
  on: events.on,
  passphrase: { send: passphraseWay.send },
});
