import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../renderer/ui/components/parse-markdown.ts';

const plain = (text: string) => [{ text, isStrong: false }];

describe('the Markdown of agreements', () => {
  it('knows headings, paragraphs over several lines, and lists', () => {
    expect(parseMarkdown('# Title\n\nOne\ntwo.\n\n- a\n- b\n  goes on\n\n1. x\n2. y\n')).toEqual([
      { kind: 'heading', level: 1, spans: plain('Title') },
      { kind: 'paragraph', spans: plain('One two.') },
      { kind: 'list', isOrdered: false, items: [plain('a'), plain('b goes on')] },
      { kind: 'list', isOrdered: true, items: [plain('x'), plain('y')] },
    ]);
  });

  it('takes a heading or a list that follows without an empty line', () => {
    expect(parseMarkdown('## Head\nText:\n- a')).toEqual([
      { kind: 'heading', level: 2, spans: plain('Head') },
      { kind: 'paragraph', spans: plain('Text:') },
      { kind: 'list', isOrdered: false, items: [plain('a')] },
    ]);
  });

  it('leaves HTML and links as the text they are', () => {
    const text = '<img src=x onerror=alert(1)> [a](b)';
    expect(parseMarkdown(text)).toEqual([{ kind: 'paragraph', spans: plain(text) }]);
  });
});
