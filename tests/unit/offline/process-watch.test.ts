import { expect, it } from 'vitest';
import { kindOf } from '../../offline/process-watch.ts';

it.each([
  ['/opt/electron\0/home/sotto\0--remote-debugging-pipe\0', 'main'],
  ['/opt/electron --type=renderer --user-data-dir=/tmp', 'renderer'],
  ['/opt/electron\0--type=gpu-process\0', 'gpu-process'],
  ['/proc/self/exe --type=utility --utility-sub-type=network.mojom.NetworkService --lang=en', 'NetworkService'],
  ['/usr/bin/xdg-settings\0get\0', 'xdg-settings'],
  ['', null],
])('%j is %s', (commandLine, kind) => {
  expect(kindOf(commandLine)).toBe(kind);
});
