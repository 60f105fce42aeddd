import { z } from 'zod';
import { connectedCopySchema, type ConnectedCopy } from '../../contract/copies.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { RecordingId } from '../../contract/ids.ts';
import type { Result } from '../../contract/sotto-error.ts';
import { vaultCopySchema, type VaultCopy } from '../../contract/vault-copy.ts';
import { vaultToMainSchema, type MainToVault, type VaultToMain } from '../../contract/vault-messages.ts';
import type { Child } from './child.ts';
import type { BrokerLog } from './log.ts';
import { PendingAnswers } from './pending-answers.ts';

export interface VaultBrokerParts<Port> {
  readonly startProcess: () => Child<Port>;
  /** Whatever the vault process says that is no answer to a request. */
  readonly onMessage: (message: Exclude<VaultToMain, { kind: 'answer' }>) => void;
  /** The process ended and nobody had asked it to. */
  readonly onCrash: () => void;
  readonly log: BrokerLog;
}

/** Starts, asks and kills the one process that holds keys. There is at most one, and it is locked until it says otherwise. */
export class VaultBroker<Port> {
  readonly #parts: VaultBrokerParts<Port>;
  readonly #pending = new PendingAnswers();
  #process: Child<Port> | null = null;
  #unlocked: AbortController | null = null;

  constructor(parts: VaultBrokerParts<Port>) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#process !== null;
  }

  get isUnlocked(): boolean {
    return this.#unlocked !== null;
  }

  /** Aborted at the moment the vault is locked; null while it is. */
  get whileUnlocked(): AbortSignal | null {
    return this.#unlocked?.signal ?? null;
  }

  /** Starts a locked vault process for the vault in `vaultFolder`, and kills the one before if it still runs. */
  start(vaultFolder: string): void {
    void this.lock();
    const started = this.#parts.startProcess();
    this.#process = started;
    started.onMessage((message) => {
      if (this.#process === started) this.#hear(message);
    });
    void started.exited.then(() => {
      if (this.#process !== started) return;
      this.#forget('internal/process-gone');
      this.#parts.onCrash();
    });
    this.post({ kind: 'open-folder', vaultFolder });
  }

  /** False when there is no process to hear it. */
  post(message: MainToVault, ports: readonly Port[] = []): boolean {
    this.#process?.post(message, ports);
    return this.#process !== null;
  }

  /** One call of the contract's table. Both `input` and the answer's value still need their schema. */
  call(method: string, input: unknown): Promise<Result<unknown>> {
    return this.#ask((requestId) => ({ kind: 'call', requestId, method, input }));
  }

  /** Begins a copy of what is whole in `folder`, which a person has chosen. */
  copyInto(folder: string): Promise<Result<VaultCopy>> {
    return this.#askFor(vaultCopySchema, (requestId) => ({ kind: 'copy-into', requestId, folder }));
  }

  /** Looks at a copy of the vault in `folder`, which a person has chosen, and remembers it. */
  copyAt(folder: string): Promise<Result<ConnectedCopy>> {
    return this.#askFor(connectedCopySchema, (requestId) => ({ kind: 'copy-at', requestId, folder }));
  }

  /** Length of a recording's sound in bytes. */
  readLength(recordingId: RecordingId): Promise<Result<number>> {
    return this.#askFor(z.number().int().min(0), (requestId) => ({ kind: 'read-length', requestId, recordingId }));
  }

  /** At most `maximumReadBytes` of a recording's sound. */
  read(recordingId: RecordingId, offsetBytes: number, lengthBytes: number): Promise<Result<Uint8Array>> {
    return this.#askFor(z.instanceof(Uint8Array), (requestId) => ({
      kind: 'read',
      requestId,
      recordingId,
      offsetBytes,
      lengthBytes,
    }));
  }

  /**
   * Kills the process and with it every key in memory. What was asked and not answered fails with `vault/locked` at once;
   * on return the process is gone.
   */
  async lock(): Promise<void> {
    const process = this.#process;
    if (process === null) return;
    this.#forget('vault/locked');
    process.kill();
    await process.exited;
  }

  #hear(message: unknown): void {
    const parsed = vaultToMainSchema.safeParse(message);
    if (!parsed.success) {
      this.#parts.log('vault-message-refused');
    } else if (parsed.data.kind === 'answer') {
      const { requestId, answer } = parsed.data;
      if (!this.#pending.settle(requestId, answer)) this.#parts.log('vault-answer-unasked');
    } else {
      if (parsed.data.kind === 'unlocked') this.#unlocked ??= new AbortController();
      this.#parts.onMessage(parsed.data);
    }
  }

  #ask(toMessage: (requestId: number) => MainToVault): Promise<Result<unknown>> {
    if (!this.isUnlocked) return Promise.resolve({ ok: false, error: { code: 'vault/locked', details: {} } });
    return this.#pending.ask((requestId) => {
      this.post(toMessage(requestId));
    });
  }

  async #askFor<Schema extends z.ZodType>(
    schema: Schema,
    toMessage: (requestId: number) => MainToVault,
  ): Promise<Result<z.output<Schema>>> {
    const answer = await this.#ask(toMessage);
    if (!answer.ok) return answer;
    const parsed = schema.safeParse(answer.value);
    if (parsed.success) return { ok: true, value: parsed.data };
    this.#parts.log('vault-answer-refused');
    return { ok: false, error: { code: 'internal/unexpected', details: {} } };
  }

  #forget(why: ErrorCode): void {
    this.#process = null;
    const unlocked = this.#unlocked;
    this.#unlocked = null;
    unlocked?.abort();
    this.#pending.failAll(why);
  }
}
