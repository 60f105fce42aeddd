import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailedTriesFile } from '../../../main/app/failed-tries.ts';

let folder = '';
let file = '';
let nowMs = 1_000_000;
const now = () => nowMs;
const digest = (vaultFolder: string) => createHash('sha256').update(vaultFolder).digest('hex');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-tries-'));
  file = join(folder, 'failed-tries.json');
  nowMs = 1_000_000;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fail(tries: FailedTriesFile, times: number, vault = '/home/anna/vault'): void {
  for (let time = 0; time < times; time += 1) tries.add(vault);
}

describe('tries that failed', () => {
  it('are remembered by the next start, and so is how long the next one waits', () => {
    fail(new FailedTriesFile(file, now, digest), 6);
    const next = new FailedTriesFile(file, now, digest);
    expect(next.of('/home/anna/vault')).toEqual({ count: 6, firstAtMs: nowMs, lastAtMs: nowMs });
    expect(next.waitMs('/home/anna/vault')).toBe(4000);
    expect(next.waitMs('/home/anna/other')).toBe(0);
  });

  it('are counted for each vault alone, and forgotten for it alone', () => {
    const tries = new FailedTriesFile(file, now, digest);
    fail(tries, 4, '/a');
    fail(tries, 5, '/b');
    tries.forget('/a');
    expect(new FailedTriesFile(file, now, digest).of('/a')).toBeNull();
    expect(new FailedTriesFile(file, now, digest).of('/b')?.count).toBe(5);
  });

  it('never make anybody wait for more than half a minute, wherever the clock is put', () => {
    const tries = new FailedTriesFile(file, now, digest);
    fail(tries, 40);
    for (const shiftMs of [-1_000_000, -1, 0, 1, 29_999]) {
      nowMs = 1_000_000 + shiftMs;
      expect(tries.waitMs('/home/anna/vault')).toBeLessThanOrEqual(30_000);
    }
    nowMs = 1_000_000 + 30_000;
    expect(tries.waitMs('/home/anna/vault')).toBe(0);
  });

  it('are kept by nobody else, without the name of a folder and with nothing beside them', () => {
    fail(new FailedTriesFile(file, now, digest), 1);
    expect(readFileSync(file, 'utf8')).not.toContain('anna');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['failed-tries.json']);
  });

  it('are remembered of twenty vaults and no more, those tried last', () => {
    const tries = new FailedTriesFile(file, now, digest);
    for (let vault = 0; vault <= 20; vault += 1) {
      nowMs += 1;
      tries.add(`/vault-${vault}`);
    }
    const next = new FailedTriesFile(file, now, digest);
    expect(next.of('/vault-0')).toBeNull();
    expect(next.of('/vault-1')?.count).toBe(1);
  });

  it('are none when the file makes no sense', () => {
    writeFileSync(file, '{"' + 'a'.repeat(64) + '":{"count":-1}}');
    expect(new FailedTriesFile(file, now, digest).of('/a')).toBeNull();
  });

  it('count on in memory when the disk refuses them', () => {
    rmSync(folder, { recursive: true });
    const tries = new FailedTriesFile(file, now, digest);
    fail(tries, 4);
    expect(tries.waitMs('/home/anna/vault')).toBe(1000);
  });
});
