import { describe, expect, it } from 'vitest';
import { complaintAbout } from '../../../scripts/lint/rooms.mjs';

describe('who may import whom', () => {
  it.each([
    ['main/vault-process/index.ts', '../use-cases/unlock.ts'],
    ['main/vault-process/index.ts', 'electron'],
    ['main/use-cases/unlock.ts', '../vault/slots.ts'],
    ['main/consent/gate.ts', '../log/events.ts'],
    ['main/vault/segment-writer.ts', '../crypto/v1/segment.ts'],
    ['main/crypto/v1/segment.ts', '../../../contract/limits.ts'],
    ['main/crypto/v1/segment.ts', '../bytes.ts'],
    ['main/playback/scheme.ts', 'electron'],
    ['main/index.ts', './app/windows.ts'],
    ['renderer/ui/views/lock/lock-view.tsx', '../../../../contract/api.ts'],
    ['renderer/ui/views/lock/lock-view.tsx', 'react'],
    ['preload/ui.ts', './derive-api.ts'],
  ])('%s may import %s', (importer, specifier) => {
    expect(complaintAbout(importer, specifier)).toBeNull();
  });

  it.each([
    ['contract/methods.ts', '../main/vault/slots.ts'],
    ['main/crypto/sodium.ts', '../vault/disk.ts'],
    ['main/crypto/sodium.ts', 'electron'],
    ['main/crypto/sodium.ts', 'better-sqlite3'],
    ['main/vault/disk.ts', '../log/events.ts'],
    ['main/consent/gate.ts', '../retention/rules.ts'],
    ['main/use-cases/unlock.ts', 'electron'],
    ['main/playback/byte-range.ts', 'electron'],
    ['main/index.ts', './vault/slots.ts'],
    ['main/app/windows.ts', '../crypto/sodium.ts'],
    ['main/ipc/server.ts', '../broker/broker.ts'],
    ['renderer/ui/vault-client.ts', '../capture/microphone.ts'],
    ['renderer/capture/sender.ts', '../../main/ogg/page.ts'],
    ['renderer/capture/sender.ts', 'react'],
    ['preload/ui.ts', '../main/ipc/server.ts'],
    ['main/stray.ts', './vault/disk.ts'],
  ])('%s may not import %s, and the message says what is allowed', (importer, specifier) => {
    expect(complaintAbout(importer, specifier)).toMatch(/may (not )?import|Put it in/);
  });
});
