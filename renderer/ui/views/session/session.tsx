import { ArrowLeft } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { SessionId } from '../../../../contract/ids.ts';
import type { SessionDetail } from '../../../../contract/session.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { ConsentTab } from './consent-tab.tsx';
import { Listen } from './listen.tsx';

/** How many people have not been asked again about a recording that has ended. */
function countUnasked({ recordings, secondAskings }: SessionDetail): number {
  const ended = recordings.filter(({ state }) => state !== 'recording').map(({ id }) => id);
  const open = secondAskings.filter(({ recordingId, answer }) => answer === null && ended.includes(recordingId));
  return new Set(open.map(({ personId }) => personId)).size;
}

/** One session: its sound, and who agreed to what. */
export function SessionView({ sessionId }: { readonly sessionId: SessionId }) {
  const { state, go } = usePage();
  const session = useLoad(useCallback(() => vault.sessions.get({ sessionId }), [sessionId]));
  const [tab, setTab] = useState<'listen' | 'consent'>('listen');
  const [destroyedAtMs, setDestroyedAtMs] = useState<number | null>(null);
  const runningId = state.status?.recordingId ?? null;
  const { reload } = session;
  useEffect(() => reload(), [reload, runningId]);

  const detail = session.value;
  const unasked = detail === null ? 0 : countUnasked(detail);
  return (
    <div className="column column-wide">
      <div>
        <Button look="plain" icon={<ArrowLeft aria-hidden="true" />} onPress={() => go({ name: 'sessions' })}>
          {en.shell.sessions}
        </Button>
      </div>
      <header className="view-head">
        <div>
          <PageHeading title={en.session.title}>
            {en.session.heading(en.common.beside(detail?.participants.map(({ code }) => code) ?? []))}
          </PageHeading>
          {detail === null ? null : <p className="quiet">{en.sessions.at(detail.createdAtMs)}</p>}
        </div>
        <Button onPress={() => go({ name: 'new-session', sessionId })}>{en.session.recordAgain}</Button>
      </header>
      {session.error === null ? null : <Problem code={session.error.code} />}
      {destroyedAtMs === null ? null : (
        <Notice>
          <p role="status">{en.after.destroyedText(destroyedAtMs)}</p>
          <p>{en.after.destroyCopies}</p>
        </Notice>
      )}
      {detail === null ? null : (
        <Tabs
          className="tabs"
          selectedKey={tab}
          onSelectionChange={(key) => setTab(key === 'consent' ? 'consent' : 'listen')}
        >
          <TabList className="tab-list" aria-label={en.session.sectionsLabel}>
            <Tab id="listen" className="tab">
              {en.session.listen}
            </Tab>
            <Tab id="consent" className="tab">
              {en.session.consent}
            </Tab>
          </TabList>
          <TabPanel id="listen" className="tab-panel stack">
            <Listen session={detail} />
            {unasked > 0 ? (
              <div className="still-asking">
                <p>{en.session.stillAsking(unasked)}</p>
                <Button onPress={() => setTab('consent')}>{en.session.askNow}</Button>
              </div>
            ) : null}
          </TabPanel>
          <TabPanel id="consent" className="tab-panel">
            <ConsentTab
              session={detail}
              onKept={reload}
              onDestroyed={(atMs) => {
                setDestroyedAtMs(atMs);
                reload();
              }}
            />
          </TabPanel>
        </Tabs>
      )}
    </div>
  );
}
