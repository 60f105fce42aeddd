import { useCallback } from 'react';
import { en } from '../../text/en.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

/** Says quietly that nothing but a passphrase opens this vault. */
export function NoSheet() {
  const { value } = useLoad(useCallback(() => vault.ways.list(), []));
  if (value === null || value.ways.some(({ type }) => type === 'sheet')) return null;
  return <p className="quiet">{en.sheet.noneOnSessions}</p>;
}
