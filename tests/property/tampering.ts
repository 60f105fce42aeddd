import fc from 'fast-check';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, concatBytes, type Bytes } from '../../main/crypto/bytes.ts';

/** A file as whoever tampers with it sees it: a beginning, and pieces that could be moved about. */
export interface Divided {
  readonly head: Bytes;
  readonly units: readonly Bytes[];
}

export function divide(bytes: Bytes, headLength: number, ends: readonly number[]): Divided {
  const starts = [headLength, ...ends.slice(0, -1)];
  return { head: bytes.slice(0, headLength), units: starts.map((start, index) => bytes.slice(start, ends[index])) };
}

export function join({ head, units }: Divided): Bytes {
  return concatBytes(head, ...units);
}

const bytesOf = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => new Uint8Array(array));

type Tampering = (file: Divided, foreign: Divided) => fc.Arbitrary<Bytes>;

/** Moves of whole pieces: `act` gets a copy of the pieces and two places in it. */
function moving(act: (units: Bytes[], first: number, second: number) => void): Tampering {
  return ({ head, units }) =>
    fc.tuple(fc.nat(units.length - 1), fc.nat(units.length - 1)).map(([first, second]) => {
      const moved = [...units];
      act(moved, first, second);
      return join({ head, units: moved });
    });
}

/** Every way to alter a file without its key, by name. */
export const tamperings: Readonly<Record<string, Tampering>> = {
  'a flipped bit': (file) => {
    const bytes = join(file);
    return fc
      .tuple(fc.nat(bytes.length - 1), fc.nat(7))
      .map(([offset, bit]) => bytes.with(offset, (bytes[offset] ?? 0) ^ (1 << bit)));
  },
  'bytes written over': (file) => {
    const bytes = join(file);
    return fc.tuple(fc.nat(bytes.length - 1), bytesOf(1, 60)).map(([offset, over]) => {
      const changed = bytes.slice();
      changed.set(over.subarray(0, bytes.length - offset), offset);
      return changed;
    });
  },
  'a cut': (file) => fc.nat(join(file).length - 1).map((length) => join(file).slice(0, length)),
  'bytes added at the end': (file) => bytesOf(1, 300).map((added) => concatBytes(join(file), added)),
  'bytes put in': (file) => {
    const bytes = join(file);
    return fc
      .tuple(fc.nat(bytes.length), bytesOf(1, 120))
      .map(([offset, added]) => concatBytes(bytes.subarray(0, offset), added, bytes.subarray(offset)));
  },
  'bytes taken out': (file) => {
    const bytes = join(file);
    return fc
      .tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 300 }))
      .map(([offset, count]) => concatBytes(bytes.subarray(0, offset), bytes.subarray(offset + count)));
  },
  'pieces swapped': moving((units, first, second) => {
    const [a, b] = [units[first], units[second]];
    if (a !== undefined && b !== undefined) [units[first], units[second]] = [b, a];
  }),
  'a piece in the place of another': moving((units, first, second) =>
    units.splice(first, 1, ...units.slice(second, second + 1)),
  ),
  'a piece twice': moving((units, first, second) => units.splice(first, 0, ...units.slice(second, second + 1))),
  'a piece left out': moving((units, first) => units.splice(first, 1)),
  'a piece of another file': ({ head, units }, foreign) =>
    fc.tuple(fc.nat(units.length - 1), fc.nat(foreign.units.length - 1)).map(([place, from]) => {
      const spliced = [...units];
      spliced.splice(place, 1, ...foreign.units.slice(from, from + 1));
      return join({ head, units: spliced });
    }),
  'the pieces of another file': ({ head, units }, foreign) =>
    fc.nat(units.length).map((from) => join({ head, units: [...units.slice(0, from), ...foreign.units.slice(from)] })),
  'a stretch of another file': (file, foreign) => {
    const bytes = join(file);
    const other = join(foreign);
    return fc
      .tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: bytes.length }))
      .map(([from, count]) =>
        concatBytes(bytes.subarray(0, from), other.subarray(from, from + count), bytes.subarray(from + count)),
      );
  },
};

/**
 * Asserts that `read` refuses, with an error of ours, every file that `tampering` makes, 1,000 of them.
 *
 * @param read throws what a reader throws.
 */
export async function assertDetected(
  tampering: Tampering,
  file: Divided,
  foreign: Divided,
  read: (bytes: Bytes) => Promise<void> | void,
): Promise<void> {
  const original = join(file);
  const whole = join(foreign);
  await fc.assert(
    fc.asyncProperty(tampering(file, foreign), async (bytes) => {
      // A whole authentic file in the place of another is no tampering but a rollback: see rollback.test.ts.
      fc.pre(!arePublicBytesEqual(bytes, original) && !arePublicBytesEqual(bytes, whole));
      try {
        await read(bytes);
      } catch (error) {
        if (error instanceof SottoError) return;
        throw error;
      }
      throw new Error('it was read as if nothing had happened');
    }),
    { numRuns: 1000 },
  );
}
