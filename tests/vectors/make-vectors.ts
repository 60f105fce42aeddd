import { keyTableVectors } from './key-table-vectors.ts';
import { logVectors } from './log-vectors.ts';
import { notesVectors } from './notes-vectors.ts';
import { withSeededRandomness } from './seeded-randomness.ts';
import { segmentVectors } from './segment-vectors.ts';
import { sheetVectors } from './sheet-vectors.ts';
import { slotsVectors } from './slots-vectors.ts';
import { stateVectors } from './state-vectors.ts';
import { fixed, vectorSchema, type Manifest, type Vector } from './vector.ts';

/** Every vector of version 1, the same at every run, and the manifest that says what each must give. */
export function makeVectors(): { manifest: Manifest; vectors: readonly Vector[] } {
  const vectors = withSeededRandomness('sotto/v1 vectors', () => [
    ...slotsVectors(),
    ...stateVectors(),
    ...keyTableVectors(),
    ...logVectors(),
    ...segmentVectors(),
    ...notesVectors(),
    ...sheetVectors(),
  ]);
  return { vectors, manifest: { ...fixed, vectors: vectors.map((vector) => vectorSchema.parse(vector)) } };
}
