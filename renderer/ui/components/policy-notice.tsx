import { usePage } from '../page-context.ts';
import { policyText } from '../text/policy-text.ts';
import { Notice } from './notice.tsx';

/** That there is a policy on this computer that cannot be followed, and what counts meanwhile; else nothing. */
export function PolicyNotice() {
  const policy = usePage().state.app?.policy;
  if (policy?.standing !== 'unreadable' && policy?.standing !== 'unguarded') return null;
  return (
    <Notice>
      <p>{policyText[policy.standing]}</p>
      <p>{policyText.meanwhile(policy.lockAfterMinutes)}</p>
      <p>{policyText.whoCan}</p>
    </Notice>
  );
}
