import { Resolver } from 'node:dns/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer, NameServer } from '../../offline/name-server.ts';

describe('the name server', () => {
  let server: NameServer;
  let resolver: Resolver;

  beforeEach(async () => {
    server = await NameServer.listen('127.0.0.1', 0);
    resolver = new Resolver();
    resolver.setServers([`127.0.0.1:${server.port}`]);
  });
  afterEach(() => server.close());

  it('knows every name, and remembers that it was asked', async () => {
    expect(await resolver.resolve4('redirector.example.org')).toEqual(['127.0.0.1']);
    expect(server.questions).toEqual(['redirector.example.org 1']);
  });

  it('has no address of another kind', async () => {
    await expect(resolver.resolve6('example.org')).rejects.toThrow('ENODATA');
    expect(server.questions).toEqual(['example.org 28']);
  });
});

it.each([
  ['nothing', ''],
  ['a head alone', '00'.repeat(12)],
  ['a name without an end', `${'00'.repeat(12)}0361`],
  ['a pointer in place of a name', `${'00'.repeat(12)}c00c00010001`],
])('answers no message that is %s', (_, hex) => {
  expect(answer(Buffer.from(hex, 'hex'), '127.0.0.1')).toBeNull();
});
