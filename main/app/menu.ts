import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { dialogText } from './dialog-text.ts';

/** The smallest menu that gives the system's own editing keys, quitting, and the shortcut that locks. */
export function setMenu(lock: () => void): void {
  const text = dialogText.menu;
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const development: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ label: text.view, submenu: [{ role: 'toggleDevTools' }] }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      {
        label: text.file,
        submenu: [
          { label: text.lock, accelerator: 'CommandOrControl+L', click: lock },
          { type: 'separator' },
          process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
        ],
      },
      { role: 'editMenu', label: text.edit },
      ...development,
    ]),
  );
}
