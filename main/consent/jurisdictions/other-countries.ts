/** The other countries of the pack. All are read as: everyone. pack.ts says what a row is. */
const gdpr = 'GDPR Art. 9';
const everywhere = { room: 'everyone', remote: 'everyone' };

export const otherCountries = [
  {
    place: 'GB',
    ...everywhere,
    sources: ['UK GDPR Art. 9', 'GMC guidance on recordings'],
    differs:
      'A participant’s recording is no interception offence; data protection and the GMC ask for consent before.',
    duties: [
      { code: 'explicit-health-data-consent', source: 'UK GDPR Art. 9' },
      { code: 'consent-kept-with-recording', source: 'GMC guidance on recordings' },
      { code: 'withdraw-during-or-after', source: 'GMC guidance on recordings' },
    ],
  },
  {
    place: 'CA',
    ...everywhere,
    sources: ['Criminal Code 184(2)(a), 183.1', 'PIPEDA or provincial health law'],
    differs: 'One party’s consent suffices against the offence; privacy law adds notice and consent.',
    duties: [{ code: 'notice-and-health-privacy', source: 'PIPEDA or provincial health law' }],
  },
  {
    place: 'DE',
    ...everywhere,
    sources: ['StGB 201: recording the non-public spoken word without authority is a crime', 'GDPR'],
    duties: [{ code: 'explicit-health-data-consent', source: gdpr }],
  },
  {
    place: 'FR',
    ...everywhere,
    sources: ['Code pénal 226-1: words spoken privately or in confidence'],
    duties: [{ code: 'explicit-health-data-consent', source: gdpr }],
  },
  {
    place: 'AU',
    ...everywhere,
    sources: ['Surveillance and listening devices acts of the states and territories'],
    differs:
      'It depends on the state: in Victoria, Queensland and the Northern Territory a participant may record; New South Wales, South Australia, Western Australia, Tasmania and the ACT want the principal parties’ consent.',
    duties: [
      { code: 'sharing-restricted', source: 'Surveillance and listening devices acts of the states and territories' },
    ],
  },
  {
    place: 'IE',
    ...everywhere,
    sources: ['Interception Act 1993: one party on the telephone', 'GDPR and constitutional privacy'],
    differs: 'One party’s consent suffices on the telephone; the GDPR and the right to privacy add to it.',
    duties: [{ code: 'explicit-health-data-consent', source: gdpr }],
  },
];
