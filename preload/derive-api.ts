/** Names by group, as contract/method-names.ts has them. */
type Names = Readonly<Record<string, readonly string[]>>;
type Invoke = (method: string, input: unknown) => Promise<unknown>;
type Calls = Record<string, Record<string, (input?: unknown) => Promise<unknown>>>;

/** One function for each name: `group.call`, with the input it was given or null. */
export function deriveCalls(names: Names, invoke: Invoke): Calls {
  return Object.fromEntries(
    Object.entries(names).map(([group, calls]) => [
      group,
      Object.fromEntries(calls.map((call) => [call, (input: unknown = null) => invoke(`${group}.${call}`, input)])),
    ]),
  );
}
