import { useEffect, useState } from 'react';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { Level, MicrophoneCheck, SoundSources } from '../../contract/recording.ts';
import { louderOf, noLevel } from './components/level-scale.ts';
import { useAction } from './use-action.ts';
import { onEvent, vault } from './vault-client.ts';

/** What a page knows of a check: its state now, and what was heard in it. */
export interface HeardCheck {
  /** What it was begun with; null until one was begun on this page. */
  readonly sources: SoundSources | null;
  /** Null until something was heard of it. */
  readonly state: MicrophoneCheck | null;
  /** The loudest of each side since it was begun. */
  readonly loudest: Level;
  readonly loudestComputer: Level;
}

export interface CheckHandle extends HeardCheck {
  readonly isChecking: boolean;
  readonly isBeginning: boolean;
  readonly error: ErrorCode | null;
  readonly begin: (sources: SoundSources) => void;
  readonly end: () => void;
  readonly play: () => void;
}

const nothingHeard: HeardCheck = { sources: null, state: null, loudest: noLevel, loudestComputer: noLevel };

function withState({ sources, loudest, loudestComputer }: HeardCheck, state: MicrophoneCheck): HeardCheck {
  if (state.phase === 'opening') return { ...nothingHeard, sources, state };
  return {
    sources,
    state,
    loudest: louderOf(loudest, state.level),
    loudestComputer: louderOf(loudestComputer, state.computerLevel ?? noLevel),
  };
}

/** A check of the microphone, which ends with the page that began it, and what it heard with it. */
export function useMicrophoneCheck(): CheckHandle {
  const [heard, setHeard] = useState(nothingHeard);
  useEffect(() => onEvent('microphoneCheck', (state) => setHeard((before) => withState(before, state))), []);
  const { state } = heard;
  const isChecking = state?.phase === 'opening' || state?.phase === 'listening';
  const isThere = isChecking || (state !== null && state.test !== 'none');
  useEffect(() => {
    if (!isThere) return undefined;
    return () => void vault.microphone.dropTest().catch(() => undefined);
  }, [isThere]);

  const begin = useAction(async (sources: SoundSources) => {
    setHeard((before) => ({ ...before, sources }));
    await vault.microphone.beginCheck(sources);
  });
  const end = useAction(() => vault.microphone.endCheck().then(() => undefined));
  const play = useAction(() => vault.microphone.playTest().then(() => undefined));
  const failure = state?.phase === 'failed' ? (state.error ?? 'internal/unexpected') : null;
  return {
    ...heard,
    isChecking,
    isBeginning: begin.isPending,
    error: begin.error?.code ?? end.error?.code ?? play.error?.code ?? failure,
    begin: (sources) => void begin.run(sources),
    end: () => void end.run(),
    play: () => void play.run(),
  };
}
