import { SottoError } from '../../contract/sotto-error.ts';

/** Whether `act` could be done; false when the disk did not let us (`storage/*`), so that it has its turn later. */
export async function unlessDiskRefuses(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof SottoError && error.code.startsWith('storage/'))) throw error;
    return false;
  }
}
