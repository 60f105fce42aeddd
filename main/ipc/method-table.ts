import type { z } from 'zod';
import { methods, type Method } from '../../contract/methods.ts';

type AnyMethod = Method<z.ZodType, z.ZodType>;

/** The contract's table by `group.call`. A map, so that a page cannot name what an object inherits. */
export const methodTable: ReadonlyMap<string, AnyMethod> = new Map(
  Object.entries<Readonly<Record<string, AnyMethod>>>(methods).flatMap(([group, calls]) =>
    Object.entries(calls).map(([call, method]): [string, AnyMethod] => [`${group}.${call}`, method]),
  ),
);
