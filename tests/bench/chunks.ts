import { liveChunkSizeBytes, maximumReadBytes } from '../../contract/limits.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { aeadOpen, aeadSeal, keyLength, nonceLength, randomBytes } from '../../main/crypto/sodium.ts';
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

/** Sealing and opening the chunks of a segment, in memory, against the bare primitive behind the same libsodium. */
export async function measureChunks(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, bytes } of sizes) {
    const rig = rigFor(bytes);
    const seal = await compareTimes(rounds, rig.seal, rig.sealBare);
    const open = await compareTimes(rounds, rig.open, rig.openBare);
    rig.wipe();
    for (const [verb, { ours, peer }] of [['Sealing', seal] as const, ['Opening', open] as const]) {
      figures.push(
        figure({
          what: `${verb} chunks of ${name}, median of ${rounds}`,
          measured: throughput(ours),
          against: { name: 'bare XChaCha20-Poly1305', value: throughput(peer) },
          unit: 'MB/s',
          aim: null,
        }),
      );
    }
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
    wipe: () => cipher.wipe(),
  };
}
