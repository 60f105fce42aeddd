import { describe, expect, it } from 'vitest';
import {
  chooseComputerSound,
  chooseMicrophone,
  listMicrophones,
  type AudioInput,
} from '../../../renderer/capture/choose-microphone.ts';

function input(deviceId: string, label: string): AudioInput {
  return { deviceId, label };
}

const headset = input('a1', 'Headset');
const webcam = input('b2', 'Webcam');
const monitor = input('c3', 'Monitor of Built-in Audio');

describe('choosing a microphone', () => {
  it('opens the one that was asked for, wherever it stands', () => {
    const inputs = [input('default', 'Default - Headset'), headset, webcam];
    expect(chooseMicrophone(inputs, 'Webcam')).toBe(webcam);
  });

  it('opens the system’s choice when nothing was asked for, and when what was asked for is not there', () => {
    const inputs = [input('default', 'Default - Webcam'), headset, webcam];
    expect(chooseMicrophone(inputs, null)).toBe(webcam);
    expect(chooseMicrophone(inputs, 'Sold long ago')).toBe(webcam);
  });

  it('leaves the choice to the system where it does not say which device it would take', () => {
    const standIn = input('default', 'Default');
    expect(chooseMicrophone([standIn, headset, webcam], null)).toBe(standIn);
    expect(chooseMicrophone([standIn, headset], null)).toBe(headset);
  });

  it.each([
    'Monitor of Built-in Audio',
    'Stereo Mix (Realtek)',
    'What U Hear',
    'monitor of HDMI',
    'BlackHole 2ch (Virtual)',
    'CABLE Output (VB-Audio Virtual Cable)',
    'Line 1 (Virtual Audio Cable)',
    'Loopback Audio (Virtual)',
  ])('never takes %s by itself, not even when it is the system’s choice', (label) => {
    const loopback = input('c3', label);
    const standIn = input('default', `Default - ${label}`);
    expect(chooseMicrophone([standIn, loopback, webcam], null)).toBe(webcam);
    expect(chooseMicrophone([standIn, loopback], null)).toBeNull();
  });

  it('takes a loopback that a person asked for', () => {
    expect(chooseMicrophone([headset, monitor], 'Monitor of Built-in Audio')).toBe(monitor);
  });

  it('takes no loopback for a microphone that only sounds a little like one', () => {
    const cabled = input('e5', 'Cable microphone');
    expect(chooseMicrophone([cabled], null)).toBe(cabled);
  });

  it('never lets the input of the computer’s sound stand in for a microphone that is gone', () => {
    const calls = input('f6', 'Calls');
    expect(chooseMicrophone([calls, webcam], 'Sold long ago', 'Calls')).toBe(webcam);
    expect(chooseMicrophone([calls], null, 'Calls')).toBeNull();
  });

  it('finds nothing where there is nothing', () => {
    expect(chooseMicrophone([], null)).toBeNull();
    expect(chooseMicrophone([], 'Headset')).toBeNull();
  });
});

describe('choosing the computer’s sound', () => {
  it('opens the input of that name and no other', () => {
    expect(chooseComputerSound([headset, monitor, webcam], 'Monitor of Built-in Audio', headset)).toBe(monitor);
    expect(chooseComputerSound([headset, webcam], 'Monitor of Built-in Audio', headset)).toBeNull();
  });

  it('is never the microphone itself, which would be heard twice', () => {
    expect(chooseComputerSound([headset, webcam], 'Headset', headset)).toBeNull();
  });

  it('is never the system’s own choice, which can become another device', () => {
    expect(chooseComputerSound([input('default', 'Default'), headset], 'Default', headset)).toBeNull();
  });
});

describe('listing microphones', () => {
  it('names each device once and marks the system’s choice', () => {
    const inputs = [
      input('default', 'Default - Webcam'),
      input('communications', 'Communications - Headset'),
      headset,
      webcam,
    ];
    expect(listMicrophones(inputs)).toEqual([
      { label: 'Headset', isDefault: false },
      { label: 'Webcam', isDefault: true },
    ]);
  });

  it('offers the system’s choice as an entry of its own where nothing tells which device it is', () => {
    expect(listMicrophones([input('default', 'Default'), headset, webcam])).toEqual([
      { label: 'Default', isDefault: true },
      { label: 'Headset', isDefault: false },
      { label: 'Webcam', isDefault: false },
    ]);
  });

  it('cuts a label that is longer than the contract allows, and still finds the device by it', () => {
    const long = input('d4', 'x'.repeat(300));
    const [listed] = listMicrophones([headset, long]).filter(({ label }) => label.startsWith('x'));
    expect(listed?.label).toHaveLength(200);
    expect(chooseMicrophone([headset, long], listed?.label ?? null)).toBe(long);
  });
});
