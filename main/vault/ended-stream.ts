import { concatBytes, type Bytes } from '../crypto/bytes.ts';
import { endCutStream, endingLength, type StreamEnding } from '../ogg/recovered-ending.ts';

/**
 * A cut-off Ogg stream, piece by piece, ended after its last whole page. `onEnding` hears how before the last piece.
 *
 * @throws `integrity/record-malformed`, and what reading `pieces` throws.
 */
export async function* endedStream(
  pieces: AsyncIterable<Bytes>,
  onEnding: (ending: StreamEnding) => void,
): AsyncGenerator<Bytes> {
  let held: Bytes[] = [];
  let heldLength = 0;
  for await (const piece of pieces) {
    held.push(piece);
    heldLength += piece.length;
    // Twice as much as is needed is held, so that it is not copied for every piece.
    if (heldLength >= 2 * endingLength) {
      const joined = concatBytes(...held);
      yield joined.slice(0, heldLength - endingLength);
      held = [joined.slice(heldLength - endingLength)];
      heldLength = endingLength;
    }
  }
  const joined = concatBytes(...held);
  const passed = Math.max(0, heldLength - endingLength);
  const ending = endCutStream(joined.subarray(passed));
  onEnding(ending);
  yield concatBytes(joined.subarray(0, passed + ending.keptLength), ending.appended);
}
