import { Player } from '../../components/player.tsx';
import { usePlayback } from '../../components/use-playback.ts';
import { useWaveform, Waveform } from '../../components/waveform.tsx';
import { soundAddress } from '../../sound-address.ts';
import { erasingText } from '../../text/erasing-text.ts';
import { PartForm, type PartProps } from './part-form.tsx';

/** The part is found by ear. */
export function PartHeard({ erasedCount, ...part }: PartProps & { readonly erasedCount: number }) {
  const { playback, audio, events } = usePlayback(part.recording);
  const waveform = useWaveform(part.recording);
  return (
    <>
      <audio ref={audio} src={soundAddress(part.recording.id, erasedCount)} preload="metadata" {...events} />
      <Waveform recording={part.recording} waveform={waveform} playedMs={playback.positionMs} onSeek={playback.seek} />
      <Player playback={playback} />
      <PartForm {...part} positionMs={playback.positionMs} />
    </>
  );
}

/** A recording that may not be used is not heard here either. */
export function PartUnheard(part: PartProps) {
  return (
    <>
      <p>{erasingText.locked}</p>
      <PartForm {...part} positionMs={null} />
    </>
  );
}
