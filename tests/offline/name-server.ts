import { createSocket, type Socket } from 'node:dgram';

const typeA = 1;

export interface Answer {
  /** The name that was asked for, and the number of the record's type. */
  readonly question: string;
  readonly reply: Buffer;
}

/** A name server that knows every name, at `address`; an answer makes who asked go on and call there. */
export class NameServer {
  readonly questions: string[] = [];
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** @param port 0 takes one that is free. */
  static async listen(address: string, port = 53): Promise<NameServer> {
    const socket = createSocket('udp4');
    const server = new NameServer(socket);
    socket.on('message', (message, asker) => {
      const answered = answer(message, address);
      server.questions.push(answered?.question ?? 'not a question');
      if (answered !== null) socket.send(answered.reply, asker.port, asker.address);
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(port, address, resolve);
    });
    return server;
  }

  get port(): number {
    return this.#socket.address().port;
  }

  close(): void {
    this.#socket.close();
  }
}

/** RFC 1035: the same message, marked as an answer, with one address for type A and none for the rest. */
export function answer(message: Buffer, address: string): Answer | null {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at]; length !== 0; length = message[at]) {
    if (length === undefined || length > 63) return null;
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  if (at + 5 > message.length) return null;
  const type = message.readUInt16BE(at + 1);
  const asked = message.subarray(12, at + 5);
  const records = type === typeA ? [recordOf(address)] : [];
  const head = Buffer.alloc(12);
  message.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  return { question: `${labels.join('.')} ${type}`, reply: Buffer.concat([head, asked, ...records]) };
}

/** Name: where the question has it; type A, class IN, a minute. */
function recordOf(address: string): Buffer {
  return Buffer.from([0xc0, 12, 0, typeA, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]);
}
