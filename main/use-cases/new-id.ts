import type { z } from 'zod';
import { toHex } from '../crypto/bytes.ts';
import { randomBytes } from '../crypto/sodium.ts';
import { idLength } from '../crypto/v1/versions.ts';

/** A fresh random id of the kind that `schema` brands. */
export function newId<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
  return schema.parse(toHex(randomBytes(idLength)));
}
