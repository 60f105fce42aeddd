import type { FuseV1Config } from '@electron/fuses';

export function setEveryFuse(executable: string, decided: FuseV1Config): Promise<void>;
