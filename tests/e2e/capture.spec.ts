import { expect, test } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bitratesBps, packetSizeBytes, packetsPerSecond } from '../../contract/limits.ts';
import { CaptureStand, oggOf } from '../support/capture-stand.ts';
import { judgeOgg } from '../support/ogg-tools.ts';
import { decodeSound, findSound, matchBar, shareFound } from '../support/sound-match.ts';
import { firstSentences, passages, speak } from '../support/speech.ts';
import { startVirtualMicrophone, type MicrophoneShape, type VirtualMicrophone } from '../support/virtual-microphone.ts';

const order = { mode: 'record', microphone: null, bitrateBps: 48_000 } as const;
const packetSize = packetSizeBytes(order.bitrateBps);

const stereo44: MicrophoneShape = { sampleRateHz: 44_100, channelCount: 2 };
const mono48: MicrophoneShape = { sampleRateHz: 48_000, channelCount: 1 };

let folder = '';
let week = '';
let garden = '';
let journey = '';
let microphone: VirtualMicrophone;
let stand: CaptureStand;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-capture-'));
  week = await speak(folder, firstSentences(passages.week));
  garden = await speak(folder, firstSentences(passages.garden));
  journey = await speak(folder, firstSentences(passages.journey));
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function begin(shape: MicrophoneShape): Promise<void> {
  microphone = await startVirtualMicrophone(shape);
  stand = await CaptureStand.launch(microphone.environment);
}

test.afterEach(async () => {
  await stand.end();
  await microphone.close();
});

async function scoreOf(file: string, ogg: Uint8Array): Promise<number> {
  return findSound(await decodeSound(await readFile(file)), await decodeSound(ogg)).score;
}

async function shareOf(file: string, ogg: Uint8Array): Promise<number> {
  return shareFound(await decodeSound(await readFile(file)), await decodeSound(ogg));
}

test('speech comes as packets of one size, whole and in order, at each bit rate and from a stereo device', async () => {
  await begin(stereo44);
  for (const bitrateBps of bitratesBps) {
    await stand.open({ ...order, bitrateBps });
    await stand.until('packet');
    await microphone.play(week);
    await stand.post({ kind: 'stop' });
    await stand.until('stopped');

    const packets = await stand.packets();
    expect(new Set(packets.map(({ bytes }) => bytes.length))).toEqual(new Set([packetSizeBytes(bitrateBps)]));
    expect(packets.map(({ sequence }) => sequence)).toEqual(packets.map((_, index) => index));
    expect(Math.max(...packets.map(({ level }) => level.peak))).toBeGreaterThan(0.1);
    const ogg = oggOf(packets, bitrateBps);
    expect((await judgeOgg(ogg)).complaints).toEqual([]);
    expect(await scoreOf(week, ogg)).toBeGreaterThan(matchBar);
    expect(await stand.complaints()).toEqual([]);
  }
});

test('a mono device at 48 kHz is heard as well', async () => {
  await begin(mono48);
  await stand.open(order);
  await stand.until('packet');
  await microphone.play(week);
  await stand.post({ kind: 'stop' });
  await stand.until('stopped');
  expect(await scoreOf(week, oggOf(await stand.packets(), order.bitrateBps))).toBeGreaterThan(matchBar);
});

test('digital silence makes packets of the same size as speech, at level 0', async () => {
  await begin(mono48);
  await stand.open(order);
  await stand.until('packet', 3 * packetsPerSecond);
  const packets = await stand.packets();
  expect(new Set(packets.map(({ bytes }) => bytes.length))).toEqual(new Set([packetSize]));
  expect(new Set(packets.map(({ level }) => level.peak))).toEqual(new Set([0]));
});

test('a pause hears nothing, and what was said before and after it is whole', async () => {
  await begin(stereo44);
  await stand.open(order);
  await stand.until('packet');
  await microphone.play(week);
  await stand.post({ kind: 'pause' });
  await stand.until('paused');
  const beforePause = await stand.packets();
  await microphone.play(garden);
  expect(await stand.packets()).toHaveLength(beforePause.length);
  await stand.post({ kind: 'resume' });
  await stand.until('packet', beforePause.length + 1);
  await microphone.play(journey);
  await stand.post({ kind: 'stop' });
  await stand.until('stopped');

  const ogg = oggOf(await stand.packets(), order.bitrateBps);
  expect((await judgeOgg(ogg)).complaints).toEqual([]);
  expect(await scoreOf(week, ogg)).toBeGreaterThan(matchBar);
  expect(await scoreOf(journey, ogg)).toBeGreaterThan(matchBar);
  expect(await scoreOf(garden, ogg)).toBeLessThan(0.5);
});

test('pausing and resuming many times in a row ends as it was asked last, with every packet in its place', async () => {
  await begin(mono48);
  await stand.open(order);
  await stand.until('packet');
  for (let round = 0; round < 20; round += 1) {
    await stand.post({ kind: 'pause' });
    await stand.post({ kind: 'resume' });
  }
  await stand.until('paused', 20);
  const soFar = await stand.packets();
  await stand.until('packet', soFar.length + packetsPerSecond);
  await stand.post({ kind: 'pause' });
  await stand.post({ kind: 'pause' });
  await stand.post({ kind: 'stop' });
  await stand.until('stopped');
  const packets = await stand.packets();
  expect(packets.map(({ sequence }) => sequence)).toEqual(packets.map((_, index) => index));
  // Whoever asks again is answered again.
  expect((await stand.messages()).filter(({ kind }) => kind === 'paused')).toHaveLength(22);
});

test('a microphone that is pulled out is told as lost, after all that it had heard', async () => {
  await begin(stereo44);
  await stand.open(order);
  await stand.until('packet');
  await microphone.play(week);
  await microphone.unplug();
  await stand.until('failed');
  const messages = await stand.messages();
  expect(messages.at(-1)).toEqual({ kind: 'failed', error: 'capture/device-lost' });
  expect(await scoreOf(week, oggOf(await stand.packets(), order.bitrateBps))).toBeGreaterThan(matchBar);
});

test('without permission, or without a microphone, nothing is opened and the reason is told', async () => {
  await begin(mono48);
  await stand.open(order, false);
  await stand.until('failed');
  expect(await stand.messages()).toEqual([{ kind: 'failed', error: 'capture/permission-denied' }]);

  await microphone.unplug();
  await stand.open(order);
  await stand.until('failed');
  expect(await stand.messages()).toEqual([{ kind: 'failed', error: 'capture/no-microphone' }]);
});

test('the microphone is the one asked for, and the system’s own when that is gone', async () => {
  await begin(mono48);
  for (const wanted of [microphone.label, 'Sold long ago', null]) {
    await stand.open({ ...order, microphone: wanted });
    await stand.until('opened');
    expect((await stand.messages())[0]).toEqual({
      kind: 'opened',
      current: microphone.label,
      microphones: [{ label: microphone.label, isDefault: true }],
    });
  }
});

test('a check tells levels and nothing else, and ends when asked', async () => {
  await begin(stereo44);
  await stand.open({ mode: 'check', microphone: null });
  await stand.until('level', 5);
  await microphone.play(week);
  await stand.post({ kind: 'pause' });
  await stand.post({ kind: 'stop' });
  await stand.until('stopped');
  const messages = await stand.messages();
  expect(messages[0]?.kind).toBe('opened');
  expect(new Set(messages.slice(1, -1).map(({ kind }) => kind))).toEqual(new Set(['level']));
  const peaks = messages.flatMap((message) => (message.kind === 'level' ? [message.level.peak] : []));
  expect(Math.max(...peaks)).toBeGreaterThan(0.1);
});

test('a recorder that takes over gets every packet that was not acknowledged, and what follows', async () => {
  await begin(mono48);
  await stand.open(order);
  await stand.until('packet', packetsPerSecond);
  await stand.post({ kind: 'ack', sequence: 9, position: 10 });
  await stand.giveAnotherPort();
  const atHandOver = (await stand.packets()).length;
  await stand.until('packet', 2 * atHandOver + packetsPerSecond);
  const sequences = (await stand.packets()).map(({ sequence }) => sequence);
  const again = sequences.indexOf(10, 11);
  expect(again).toBeGreaterThan(0);
  expect(sequences.slice(again)).toEqual(sequences.slice(again).map((_, index) => 10 + index));
});

test('an order to stop that comes before the microphone is open is kept', async () => {
  await begin(mono48);
  await stand.open(order);
  await stand.post({ kind: 'stop' });
  await stand.until('stopped');
  expect((await stand.messages()).at(-1)).toEqual({ kind: 'stopped' });
});

test('the computer’s sound is mixed in, with a level for each side, with echo cancellation and without', async () => {
  await begin(mono48);
  const computer = await microphone.addComputerSound();
  const sources = { microphone: microphone.label, computerSound: computer.label };
  for (const echoCancellation of [false, true]) {
    await stand.open({ ...order, ...sources, echoCancellation });
    await stand.until('packet');
    await microphone.play(week);
    await computer.play(garden);
    // What comes by the queue comes a little later.
    await stand.until('packet', (await stand.packets()).length + packetsPerSecond / 2);
    await stand.post({ kind: 'stop' });
    await stand.until('stopped');
    const packets = await stand.packets();
    expect(new Set(packets.map(({ bytes }) => bytes.length))).toEqual(new Set([packetSize]));
    expect(Math.max(...packets.map(({ microphoneLevel }) => microphoneLevel?.peak ?? 0))).toBeGreaterThan(0.1);
    expect(Math.max(...packets.map(({ computerLevel }) => computerLevel?.peak ?? 0))).toBeGreaterThan(0.1);
    const ogg = oggOf(packets, order.bitrateBps);
    expect((await judgeOgg(ogg)).complaints).toEqual([]);
    expect(await scoreOf(week, ogg)).toBeGreaterThan(matchBar);
    // Where the machine is late its queue drops a piece (docs/architecture.md, Online sessions): not in one piece, then.
    expect(await shareOf(garden, ogg)).toBeGreaterThan(0.75);
    expect(await stand.complaints()).toEqual([]);
  }
});

test('an input of the computer’s sound that is not there is said in the levels, and the microphone is heard', async () => {
  await begin(mono48);
  await stand.open({ ...order, computerSound: 'Not plugged in' });
  await stand.until('packet');
  await microphone.play(week);
  await stand.post({ kind: 'stop' });
  await stand.until('stopped');
  const packets = await stand.packets();
  expect(new Set(packets.map(({ computerLevel }) => computerLevel))).toEqual(new Set([null]));
  expect(await scoreOf(week, oggOf(packets, order.bitrateBps))).toBeGreaterThan(matchBar);
});

test('a pause hears nothing of the computer either, and nothing of it comes late', async () => {
  await begin(mono48);
  const computer = await microphone.addComputerSound();
  await stand.open({ ...order, microphone: microphone.label, computerSound: computer.label });
  await stand.until('packet');
  await stand.post({ kind: 'pause' });
  await stand.until('paused');
  const before = await stand.packets();
  await computer.play(garden);
  await stand.post({ kind: 'resume' });
  await stand.until('packet', before.length + packetsPerSecond);
  await stand.post({ kind: 'stop' });
  await stand.until('stopped');
  const after = (await stand.packets()).slice(before.length);
  expect(Math.max(...after.map(({ computerLevel }) => computerLevel?.peak ?? 0))).toBe(0);
});
