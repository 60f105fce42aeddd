/** Something that must lie nowhere in clear, and every form in which it is looked for. */
export interface Canary {
  readonly name: string;
  readonly forms: readonly Buffer[];
}

/** Words that a person typed: as they are and folded, in UTF-8, UTF-16, hexadecimal, Base64 and percent signs. */
export function textCanary(name: string, text: string): Canary {
  const spellings = [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  return { name, forms: spellings.flatMap(formsOfText) };
}

/** Bytes as they are, and the three texts in which bytes are written down. */
export function bytesCanary(name: string, bytes: Uint8Array): Canary {
  return { name, forms: formsOfBytes(Buffer.from(bytes)) };
}

function formsOfText(text: string): Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le');
  const otherEndian = Buffer.from(utf16).swap16();
  return [...formsOfBytes(Buffer.from(text)), utf16, otherEndian, Buffer.from(encodeURIComponent(text))];
}

function formsOfBytes(bytes: Buffer): Buffer[] {
  const hexadecimal = bytes.toString('hex');
  const written = [hexadecimal, hexadecimal.toUpperCase(), ...[0, 1, 2].map((before) => base64Within(bytes, before))];
  return [bytes, ...written.map((text) => Buffer.from(text))];
}

/** The digits of Base64 that depend on `bytes` alone when `before` other bytes come ahead of them. */
function base64Within(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]);
  const from = Math.ceil((before * 8) / 6);
  return whole.toString('base64').slice(from, Math.floor((whole.length * 8) / 6));
}
