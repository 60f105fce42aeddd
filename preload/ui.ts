import { contextBridge, ipcRenderer } from 'electron';
import { channels, methodNames } from '../contract/method-names.ts';
import { deriveCalls } from './derive-api.ts';
import { createEvents } from './events.ts';
import { createPassphraseWay } from './passphrase-port.ts';

const passphraseWay = createPassphraseWay();
ipcRenderer.on(channels.passphrasePort, (event) => {
  const [port] = event.ports;
  if (port !== undefined) passphraseWay.usePort(port);
});

const events = createEvents();
ipcRenderer.on(channels.event, (_event, name: unknown, payload: unknown) => events.tell(name, payload));

contextBridge.exposeInMainWorld('sotto', {
  ...deriveCalls(methodNames, (method, input) => ipcRenderer.invoke(channels.call, { method, input })),
  on: events.on,
  passphrase: { send: passphraseWay.send },
});
