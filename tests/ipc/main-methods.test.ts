import { describe, expect, it } from 'vitest';
import { methodNames } from '../../contract/method-names.ts';
import { deriveCalls } from '../../preload/derive-api.ts';
import { methodTable } from '../../main/ipc/method-table.ts';

describe('the table of methods', () => {
  it('is the same for the preload and for main', () => {
    const called: string[] = [];
    const calls = deriveCalls(methodNames, (method) => {
      called.push(method);
      return Promise.resolve(null);
    });
    for (const call of Object.values(calls).flatMap((group) => Object.values(group))) void call();
    expect(called.sort()).toEqual([...methodTable.keys()].sort());
  });

  it('gives null where a page gives no input', async () => {
    const calls = deriveCalls({ app: ['lock'] }, (method, input) => Promise.resolve([method, input]));
    expect(await calls['app']?.['lock']?.()).toEqual(['app.lock', null]);
    expect(await calls['app']?.['lock']?.({ a: 1 })).toEqual(['app.lock', { a: 1 }]);
  });

  it('has no input for what main answers itself, but for the files to save', () => {
    const byMain = [...methodTable].filter(
      ([name, method]) =>
        method.server === 'main' && !['consent.saveReceipt', 'log.save', 'certificates.save'].includes(name),
    );
    expect(byMain.length).toBeGreaterThan(0);
    for (const [, method] of byMain) expect(method.input.safeParse(null).success).toBe(true);
  });
});
