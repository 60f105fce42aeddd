import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { ErasedPassage } from '../../../../contract/passage.ts';
import type { RecordingSummary } from '../../../../contract/recording.ts';
import { Notice } from '../../components/notice.tsx';
import { Player } from '../../components/player.tsx';
import { usePlayback } from '../../components/use-playback.ts';
import { useWaveform, Waveform } from '../../components/waveform.tsx';
import { soundAddress } from '../../sound-address.ts';
import { en } from '../../text/en.ts';
import { erasingText } from '../../text/erasing-text.ts';
import { Moments } from './moments.tsx';

const sessionTabs = ['listen', 'notes', 'consent'] as const;
export type SessionTab = (typeof sessionTabs)[number];

interface SessionTabsProps {
  readonly tab: SessionTab;
  readonly onTab: (tab: SessionTab) => void;
  readonly listen: ReactNode;
  readonly notes: ReactNode;
  readonly consent: ReactNode;
}

export function SessionTabs({ tab, onTab, listen, notes, consent }: SessionTabsProps) {
  return (
    <Tabs
      className="tabs"
      selectedKey={tab}
      onSelectionChange={(key) => onTab(sessionTabs.find((one) => one === key) ?? 'listen')}
    >
      <TabList className="tab-list" aria-label={en.session.sectionsLabel}>
        <Tab id="listen" className="tab">
          {en.session.listen}
        </Tab>
        <Tab id="notes" className="tab">
          {en.session.notes}
        </Tab>
        <Tab id="consent" className="tab">
          {en.session.consent}
        </Tab>
      </TabList>
      <TabPanel id="listen" className="tab-panel stack">
        {listen}
      </TabPanel>
      <TabPanel id="notes" className="tab-panel">
        {notes}
      </TabPanel>
      <TabPanel id="consent" className="tab-panel">
        {consent}
      </TabPanel>
    </Tabs>
  );
}

function RecordingState({ recording }: { readonly recording: RecordingSummary }) {
  if (recording.state === 'complete' || recording.state === 'recording') return null;
  return (
    <Notice>
      <p>{en.recordingStateTexts[recording.state]}</p>
      {recording.lostMs === null || recording.lostMs === 0 ? null : <p>{en.session.lost(recording.lostMs)}</p>}
    </Notice>
  );
}

interface RecordingHeardProps extends SessionTabsProps {
  readonly recording: RecordingSummary;
  /** Its passages that were erased. */
  readonly erased: readonly ErasedPassage[];
}

/**
 * A recording that has ended: its waveform heads the page, and it goes on playing while the other tab is read. The
 * sound is opened in memory and nowhere else.
 */
export function RecordingHeard({ recording, erased, ...tabs }: RecordingHeardProps) {
  const { playback, audio, events } = usePlayback(recording);
  const waveform = useWaveform(recording);
  return (
    <>
      <audio ref={audio} src={soundAddress(recording.id, erased.length)} preload="metadata" {...events} />
      <Waveform recording={recording} waveform={waveform} playedMs={playback.positionMs} onSeek={playback.seek} />
      <SessionTabs
        {...tabs}
        listen={
          <>
            <RecordingState recording={recording} />
            <Player playback={playback} />
            {waveform.value === null ? null : <Moments waveform={waveform.value} onSeek={playback.seek} />}
            {erased.map(({ fromMs, toMs, atMs }) => (
              <p key={atMs} className="quiet">
                {erasingText.erased(fromMs, toMs, atMs)}
              </p>
            ))}
            {tabs.listen}
          </>
        }
      />
    </>
  );
}
