import { type z } from 'zod';

/** One end of a message channel between processes, as this room needs it; Electron's and Node's both fit. */
export interface Port {
  post(message: object): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** Calls `listener` with each message that `schema` accepts; what it does not accept is dropped. */
export function onParsed<Schema extends z.ZodType>(
  port: Port,
  schema: Schema,
  listener: (message: z.output<Schema>) => void,
): void {
  port.onMessage((message) => {
    const parsed = schema.safeParse(message);
    if (parsed.success) listener(parsed.data);
  });
}
