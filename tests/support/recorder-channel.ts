import { z } from 'zod';

/** The channel between a test and a recorder in a process of its own. */
const portNameSchema = z.enum(['main', 'vault', 'capture']);
export type PortName = z.infer<typeof portNameSchema>;

export const fromTestSchema = z.discriminatedUnion('kind', [
  /** Something said on a port, which may bring another port with it. */
  z.object({
    kind: z.literal('tell'),
    port: portNameSchema,
    message: z.unknown(),
    brings: portNameSchema.nullable(),
  }),
  z.object({ kind: z.literal('tick') }),
  z.object({ kind: z.literal('measure') }),
]);
export type FromTest = z.infer<typeof fromTestSchema>;

export const fromChildSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('said'), port: portNameSchema, message: z.unknown() }),
  z.object({ kind: z.literal('measured'), heapBytes: z.number(), residentBytes: z.number() }),
]);
export type FromChild = z.infer<typeof fromChildSchema>;
