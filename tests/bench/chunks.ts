import { createCipheriv, createDecipheriv } from 'node:crypto';
import { liveChunkSizeBytes, maximumReadBytes } from '../../contract/limits.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { aeadOpen, aeadSeal, keyLength, nonceLength, randomBytes, tagLength } from '../../main/crypto/sodium.ts';
import { ChunkCipher, newSegmentHeader } from '../../main/crypto/v1/segment.ts';
import { idLength } from '../../main/crypto/v1/versions.ts';
import { compareTimes, figure, type Figure } from './figure.ts';

/** Many and short, so that a pause that the machine takes falls on few of them. */
const rounds = 25;
const bytesEachRound = 4 * 1024 * 1024;
const sizes = [
  { name: '2 KiB', bytes: liveChunkSizeBytes },
  { name: '64 KiB', bytes: maximumReadBytes },
];

/**
 * Sealing and opening the chunks of a segment, in memory, against the bare primitive behind the same libsodium, and against
 * what Node brings along: the same cipher with a shorter nonce, in machine code instead of WebAssembly.
 */
export async function measureChunks(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, bytes } of sizes) {
    const rig = rigFor(bytes);
    for (const [verb, ours, peers] of [
      ['Sealing', rig.seal, { libsodium: rig.sealBare, node: rig.sealByNode }],
      ['Opening', rig.open, { libsodium: rig.openBare, node: rig.openByNode }],
    ] as const) {
      const compared = async (peerName: string, peer: () => void): Promise<void> => {
        const times = await compareTimes(rounds, ours, peer);
        figures.push(
          figure({
            what: `${verb} chunks of ${name}, median of ${rounds}`,
            measured: throughput(times.ours),
            against: { name: peerName, value: throughput(times.peer) },
            unit: 'MB/s',
            aim: null,
          }),
        );
      };
      await compared('bare XChaCha20-Poly1305', peers.libsodium);
      await compared('node:crypto chacha20-poly1305', peers.node);
    }
    rig.wipe();
  }
  return figures;
}

function throughput(timeMs: number): number {
  return bytesEachRound / 1000 / timeMs;
}

function rigFor(chunkSize: number) {
  const header = newSegmentHeader({
    kind: 'audio',
    vaultId: randomBytes(idLength),
    recordingId: randomBytes(idLength),
    segment: 0,
    chunkSize,
  });
  const segmentKey = SecretKey.random('segment');
  const cipher = new ChunkCipher(segmentKey, header);
  segmentKey.wipe();
  const count = bytesEachRound / chunkSize;
  const plaintext = randomBytes(chunkSize);
  const key = randomBytes(keyLength);
  const nonce = randomBytes(nonceLength);
  const nothing = new Uint8Array(0);
  const sealedChunks = Array.from({ length: count }, (_, index) => cipher.seal(index, plaintext, false));
  const sealedByNode = Array.from({ length: count }, () => sealByNode(key, plaintext));
  const sealedBare = Array.from({ length: count }, () => aeadSeal(key, nonce, plaintext, nothing));
  const times = (act: (index: number) => unknown) => (): void => {
    for (let index = 0; index < count; index += 1) {
      if (act(index) === null) throw new Error('it did not open');
    }
  };
  return {
    seal: times((index) => cipher.seal(index, plaintext, false)),
    open: times((index) => cipher.open(index, sealedChunks[index] ?? nothing, false)),
    sealBare: times(() => aeadSeal(key, nonce, plaintext, nothing)),
    openBare: times((index) => aeadOpen(key, nonce, sealedBare[index] ?? nothing, nothing)),
    sealByNode: times(() => sealByNode(key, plaintext)),
    openByNode: times((index) => openByNode(key, sealedByNode[index] ?? nothing)),
    wipe: () => cipher.wipe(),
  };
}

/** The nonce is the same each time: nobody but this bench has the key. */
const nodeNonce = new Uint8Array(12);
const nodeCipher = 'chacha20-poly1305';
const nodeOptions = { authTagLength: tagLength };

function sealByNode(key: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv(nodeCipher, key, nodeNonce, nodeOptions);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function openByNode(key: Uint8Array, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(nodeCipher, key, nodeNonce, nodeOptions);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagLength)), decipher.final()]);
}
