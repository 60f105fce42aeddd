import { usePage } from '../page-context.ts';
import { placeTexts } from '../text/policy-text.ts';
import { Notice } from './notice.tsx';

/** That the vault's folder is copied to, or lies on, another computer; `advice`: what to do about it. */
export function PlaceNotice({ advice }: { readonly advice: 'better' | 'move' }) {
  const place = usePage().state.app?.vaultPlace ?? 'plain';
  if (place === 'plain') return null;
  return (
    <Notice>
      <p>{placeTexts[place].what}</p>
      <p>{placeTexts[place].why}</p>
      <p>{placeTexts[advice]}</p>
    </Notice>
  );
}
