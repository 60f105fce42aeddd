export interface Span {
  readonly text: string;
  readonly isStrong: boolean;
}
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Span[])[] };

const headingLine = /^(#{1,6})\s+(.*)$/;
const bulletLine = /^[-*]\s+(.*)$/;
const numberLine = /^\d+[.)]\s+(.*)$/;

function parseSpans(text: string): Span[] {
  return text
    .split('**')
    .map((part, index) => ({ text: part, isStrong: index % 2 === 1 }))
    .filter((span) => span.text !== '');
}

/** Lines of one list item each; a line that starts no item goes on with the one before. */
function parseItems(lines: readonly string[], start: RegExp): Span[][] {
  const items: string[] = [];
  for (const line of lines) {
    const match = start.exec(line);
    if (match !== null || items.length === 0) items.push(match?.[1] ?? line);
    else items.push(`${items.pop() ?? ''} ${line}`);
  }
  return items.map(parseSpans);
}

function parseBlock(lines: readonly string[]): Block[] {
  const [first = '', ...rest] = lines;
  const heading = headingLine.exec(first);
  if (heading !== null) {
    const level = heading[1] === '#' ? 1 : 2;
    const after = rest.length === 0 ? [] : parseBlock(rest);
    return [{ kind: 'heading', level, spans: parseSpans(heading[2] ?? '') }, ...after];
  }
  if (bulletLine.test(first)) return [{ kind: 'list', isOrdered: false, items: parseItems(lines, bulletLine) }];
  if (numberLine.test(first)) return [{ kind: 'list', isOrdered: true, items: parseItems(lines, numberLine) }];
  const listBegins = rest.findIndex((line) => bulletLine.test(line) || numberLine.test(line));
  if (listBegins >= 0)
    return [...parseBlock(lines.slice(0, listBegins + 1)), ...parseBlock(lines.slice(listBegins + 1))];
  return [{ kind: 'paragraph', spans: parseSpans(lines.join(' ')) }];
}

/** The Markdown that agreements use: headings, paragraphs, lists and bold. Anything else stays as the text it is. */
export function parseMarkdown(text: string): Block[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map((part) => part.split('\n').map((line) => line.trim()))
    .map((lines) => lines.filter((line) => line !== ''))
    .filter((lines) => lines.length > 0)
    .flatMap(parseBlock);
}
