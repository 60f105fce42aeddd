import type { FolderPlace } from '../../contract/app-state.ts';
import type { EventName, EventPayload } from '../../contract/methods.ts';
import type { Policy } from '../../contract/policy.ts';
import type { CaptureView } from '../broker/capture-broker.ts';
import type { Child, OwnEnd } from '../broker/child.ts';
import type { ChosenVault } from './chosen-vault.ts';
import type { FailedTriesFile } from './failed-tries.ts';
import type { Log } from './log.ts';
import type { Elsewhere } from './preferences.ts';

/** The window that people see, as far as the app needs it. */
export interface Screen<Port> {
  readonly hasLoaded: boolean;
  /** A new page in a new process; resolves when the old process is gone. */
  readonly replace: () => Promise<void>;
  readonly givePassphrasePort: (port: Port) => boolean;
  readonly tell: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
}

export interface SottoParts<Port> {
  readonly chosenVault: ChosenVault;
  readonly screen: Screen<Port>;
  readonly startVaultProcess: () => Child<Port>;
  readonly startRecorderProcess: () => Child<Port>;
  readonly openCapture: () => CaptureView<Port>;
  readonly createChannel: () => readonly [Port, Port];
  readonly openChannel: () => { own: OwnEnd; port: Port };
  /** Milliseconds by a clock that nobody sets. */
  readonly nowMs: () => number;
  readonly after: (delayMs: number, act: () => void) => () => void;
  readonly pickFolder: (wanted: 'new' | 'existing' | 'elsewhere' | 'copy' | 'known-copy') => Promise<string | null>;
  readonly rememberFolder: (folder: string) => void;
  /** Where parts of recordings lie outside their vault, across starts of the app; each change is durable on return. */
  readonly elsewhere: {
    readonly list: () => readonly Elsewhere[];
    readonly add: (place: Elsewhere) => void;
    readonly remove: (place: Elsewhere) => void;
  };
  /** Of each vault, by its folder; outside of every vault. */
  readonly failedTries: Pick<FailedTriesFile, 'of' | 'waitMs' | 'add' | 'forget'>;
  /** What counts on this computer, as its file is now. */
  readonly readPolicy: () => Policy;
  /** What kind of place a folder is in. */
  readonly placeOf: (folder: string) => FolderPlace;
  /** The vault says how long nobody may be there before it is locked. */
  readonly onLockAfter: (minutes: number) => void;
  readonly onRecording: (isRunning: boolean) => void;
  readonly log: Log;
}
