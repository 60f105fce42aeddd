/** Where a broker tells what surprised it: an event and lower-case words only. */
export type BrokerLog = (event: Lowercase<string>, details?: Readonly<Record<string, Lowercase<string>>>) => void;
