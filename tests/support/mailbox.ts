/** What has been said on a port, for a test to wait for. */
export class Mailbox<Message extends { readonly kind: string }> {
  #messages: Message[] = [];
  readonly #waiting = new Set<() => void>();

  put(message: Message): void {
    this.#messages.push(message);
    for (const look of this.#waiting) look();
  }

  /** The first message of `kind` that `is` accepts and that was not taken before; waits for it. */
  take<Kind extends Message['kind']>(
    kind: Kind,
    is: (message: Extract<Message, { kind: Kind }>) => boolean = () => true,
  ): Promise<Extract<Message, { kind: Kind }>> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.all(kind).find(is);
        if (found === undefined) return;
        this.#messages = this.#messages.filter((message) => message !== found);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Those of `kind` that were not taken, in order. */
  all<Kind extends Message['kind']>(kind: Kind): Extract<Message, { kind: Kind }>[] {
    return this.#messages.filter((message): message is Extract<Message, { kind: Kind }> => message.kind === kind);
  }
}
