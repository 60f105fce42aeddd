import type { ReactNode } from 'react';
import { parseMarkdown, type Block, type Span } from './parse-markdown.ts';

function spans(content: readonly Span[]): ReactNode {
  return content.map((span, index) => (span.isStrong ? <strong key={index}>{span.text}</strong> : span.text));
}

function block(content: Block, key: number): ReactNode {
  switch (content.kind) {
    case 'heading':
      return content.level === 1 ? (
        <h2 key={key}>{spans(content.spans)}</h2>
      ) : (
        <h3 key={key}>{spans(content.spans)}</h3>
      );
    case 'paragraph':
      return <p key={key}>{spans(content.spans)}</p>;
    case 'list': {
      const items = content.items.map((item, index) => <li key={index}>{spans(item)}</li>);
      return content.isOrdered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>;
    }
  }
}

/** An agreement's text as React elements. Its top heading is an h2: the page itself has the h1. */
export function Markdown({ text }: { readonly text: string }) {
  return <>{parseMarkdown(text).map(block)}</>;
}
