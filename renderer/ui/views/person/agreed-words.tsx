import { useCallback } from 'react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import type { TextHash } from '../../../../contract/ids.ts';
import { Markdown } from '../../components/markdown.tsx';
import { Problem } from '../../components/problem.tsx';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

function Words({ textHash }: { readonly textHash: TextHash }) {
  const { value, error } = useLoad(useCallback(() => vault.people.getText({ textHash }), [textHash]));
  if (error !== null) return <Problem code={error.code} />;
  if (value === null) return null;
  return (
    <div className="agreed-words letter-text" lang={value.language}>
      <Markdown text={value.text} />
    </div>
  );
}

interface AgreedWordsProps {
  readonly textHash: TextHash;
  /** What the button is called. */
  readonly act: string;
}

/** The words that an answer was about, exactly as they were; fetched when somebody wants to read them. */
export function AgreedWords({ textHash, act }: AgreedWordsProps) {
  return (
    <Disclosure>
      {({ isExpanded }) => (
        <>
          <Button slot="trigger" className="button button-quiet button-normal">
            {act}
          </Button>
          <DisclosurePanel>{isExpanded ? <Words textHash={textHash} /> : null}</DisclosurePanel>
        </>
      )}
    </Disclosure>
  );
}
