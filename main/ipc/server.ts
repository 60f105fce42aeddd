import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { channels } from '../../contract/method-names.ts';
import { answerCall, type CallParts, type Caller } from './answer-call.ts';

/** Listens on the one channel that pages may call on. `appWindow` gives the window that is open now. */
export function serveCalls(parts: CallParts, appWindow: () => WebContents | null): void {
  ipcMain.handle(channels.call, (event, request: unknown) => answerCall(parts, callerOf(event, appWindow()), request));
}

function callerOf(event: IpcMainInvokeEvent, appWindow: WebContents | null): Caller {
  const frame = event.senderFrame;
  return {
    isAppWindow: appWindow !== null && event.sender === appWindow,
    isMainFrame: frame !== null && frame.parent === null && frame === event.sender.mainFrame,
    // A frame that has gone, or turned into another document's, has no origin to trust.
    origin: frame?.origin ?? '',
  };
}
