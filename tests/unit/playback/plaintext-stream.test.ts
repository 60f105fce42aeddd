import { describe, expect, it } from 'vitest';
import { maximumReadBytes } from '../../../contract/limits.ts';
import { streamPlaintext } from '../../../main/playback/plaintext-stream.ts';
import { knownId, SoundSource } from './sound-source.ts';

const lengthBytes = 5 * maximumReadBytes + 100;

function open(source: SoundSource, first = 0, last = lengthBytes - 1) {
  return streamPlaintext(source, source.whileUnlocked ?? AbortSignal.abort(), knownId, first, last);
}

describe('a stream of sound', () => {
  it('reads nothing before somebody wants it, then no more than was wanted', async () => {
    const source = new SoundSource(lengthBytes);
    const reader = open(source).getReader();
    expect(source.reads).toEqual([]);
    const first = await reader.read();
    expect(first.value).toEqual(source.bytes.subarray(0, maximumReadBytes));
    expect(source.reads).toEqual([{ offsetBytes: 0, lengthBytes: maximumReadBytes }]);
  });

  it('never reads more than the limit at once, and ends with what is left', async () => {
    const source = new SoundSource(lengthBytes);
    expect(new Uint8Array(await new Response(open(source, 10)).arrayBuffer())).toEqual(source.bytes.subarray(10));
    expect(Math.max(...source.reads.map((read) => read.lengthBytes))).toBe(maximumReadBytes);
    expect(source.reads.at(-1)).toEqual({ offsetBytes: 10 + 5 * maximumReadBytes, lengthBytes: 90 });
  });

  it('reads no more once it is cancelled', async () => {
    const source = new SoundSource(lengthBytes);
    const reader = open(source).getReader();
    await reader.read();
    await reader.cancel();
    expect(source.reads).toHaveLength(1);
  });

  it('ends with an error the moment the vault is locked', async () => {
    const source = new SoundSource(lengthBytes);
    const reader = open(source).getReader();
    await reader.read();
    const next = reader.read();
    source.lock();
    await expect(next).rejects.toThrow('vault/locked');
    await expect(reader.read()).rejects.toThrow('vault/locked');
    expect(source.reads.length).toBeLessThanOrEqual(2);
  });

  it('of a vault that is locked already gives nothing', async () => {
    const source = new SoundSource(lengthBytes);
    source.lock();
    await expect(open(source).getReader().read()).rejects.toThrow('vault/locked');
    expect(source.reads).toEqual([]);
  });

  it('ends with the error of a read that failed, and with one when less came than there is', async () => {
    const damaged = new SoundSource(lengthBytes);
    damaged.failure = 'integrity/chunk-unauthentic';
    await expect(open(damaged).getReader().read()).rejects.toThrow('integrity/chunk-unauthentic');
    const short = new SoundSource(10);
    await expect(open(short).getReader().read()).rejects.toThrow('internal/unexpected');
  });
});
