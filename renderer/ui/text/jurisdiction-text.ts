import type { DutyCode, PlaceCode } from '../../../contract/place-codes.ts';
import { formatMonth } from './format.ts';

export const placeNames: Readonly<Record<PlaceCode, string>> = {
  'US-AL': 'Alabama',
  'US-AK': 'Alaska',
  'US-AZ': 'Arizona',
  'US-AR': 'Arkansas',
  'US-CA': 'California',
  'US-CO': 'Colorado',
  'US-CT': 'Connecticut',
  'US-DE': 'Delaware',
  'US-DC': 'District of Columbia',
  'US-FL': 'Florida',
  'US-GA': 'Georgia (USA)',
  'US-HI': 'Hawaii',
  'US-ID': 'Idaho',
  'US-IL': 'Illinois',
  'US-IN': 'Indiana',
  'US-IA': 'Iowa',
  'US-KS': 'Kansas',
  'US-KY': 'Kentucky',
  'US-LA': 'Louisiana',
  'US-ME': 'Maine',
  'US-MD': 'Maryland',
  'US-MA': 'Massachusetts',
  'US-MI': 'Michigan',
  'US-MN': 'Minnesota',
  'US-MS': 'Mississippi',
  'US-MO': 'Missouri',
  'US-MT': 'Montana',
  'US-NE': 'Nebraska',
  'US-NV': 'Nevada',
  'US-NH': 'New Hampshire',
  'US-NJ': 'New Jersey',
  'US-NM': 'New Mexico',
  'US-NY': 'New York',
  'US-NC': 'North Carolina',
  'US-ND': 'North Dakota',
  'US-OH': 'Ohio',
  'US-OK': 'Oklahoma',
  'US-OR': 'Oregon',
  'US-PA': 'Pennsylvania',
  'US-RI': 'Rhode Island',
  'US-SC': 'South Carolina',
  'US-SD': 'South Dakota',
  'US-TN': 'Tennessee',
  'US-TX': 'Texas',
  'US-UT': 'Utah',
  'US-VT': 'Vermont',
  'US-VA': 'Virginia',
  'US-WA': 'Washington',
  'US-WV': 'West Virginia',
  'US-WI': 'Wisconsin',
  'US-WY': 'Wyoming',
  GB: 'United Kingdom',
  CA: 'Canada',
  DE: 'Germany',
  FR: 'France',
  AU: 'Australia',
  IE: 'Ireland',
  elsewhere: 'Somewhere not listed',
};

/** `name` is what the therapist confirms, where it is a check; `meaning` says more. */
export const dutyTexts: Readonly<Record<DutyCode, { readonly name: string; readonly meaning: string }>> = {
  announced: {
    name: 'Everyone is told that a recording is made',
    meaning: 'Say so at the beginning, so that it is heard in the recording.',
  },
  'written-consent': {
    name: 'Each client has agreed in writing',
    meaning: 'On a form of their own, signed and dated, before the recording.',
  },
  'refuse-without-penalty': {
    name: 'Each client knows that they may refuse without any penalty',
    meaning: 'Their care does not depend on it.',
  },
  'stop-on-request': {
    name: 'Each client knows that they may have the recording stopped',
    meaning: 'At any time, without giving a reason.',
  },
  'may-erase-part': {
    name: 'Each client knows that they may have any part erased',
    meaning: 'During the session or after it.',
  },
  'purpose-and-destruction-date': {
    name: 'Each client knows the purpose, and the date of destruction',
    meaning: 'Both stand in the form that they have signed.',
  },
  'consent-expires-365-days': {
    name: 'Each signature is younger than 365 days',
    meaning: 'The consent expires 365 days after it was signed. Then it has to be given anew.',
  },
  'destroy-within-one-year': {
    name: 'The recording will be destroyed within one year',
    meaning: 'Counted from the day on which it is made. Sotto does not do this by itself: note the day.',
  },
  'no-identifying-information': {
    name: 'Nothing in it identifies a client, unless they agreed to that',
    meaning: 'Use codes rather than names while the recording runs.',
  },
  'specific-ai-consent': {
    name: 'For any use with AI, everyone has agreed to that use in writing',
    meaning:
      'Written, specific and revocable, where a session is recorded or transcribed for AI. General terms do not count.',
  },
  'voiceprint-consent': {
    name: 'No voiceprint is made without consent to that',
    meaning: 'Recognising a person by their voice needs a consent of its own.',
  },
  'explicit-health-data-consent': {
    name: 'Consent to the use of health data is explicit',
    meaning: 'A recording of a session is health data, which is specially protected.',
  },
  'notice-and-health-privacy': {
    name: 'Notice and consent under privacy law',
    meaning: 'Say beforehand what is recorded, why, and who will hear it.',
  },
  'consent-kept-with-recording': {
    name: 'The record of consent is kept with the recording',
    meaning: 'Sotto keeps what was agreed to in the same vault.',
  },
  'withdraw-during-or-after': {
    name: 'Consent may be withdrawn during the session or just after it',
    meaning: 'Sotto asks each person again when the recording has ended.',
  },
  'sharing-restricted': {
    name: 'Passing the recording on is restricted',
    meaning: 'Also where a participant may record.',
  },
};

export const jurisdictionText = {
  title: 'Where this takes place',
  room: 'The room is in',
  notSaid: 'Not said yet',
  notSaidHint: 'Choose where you are. It is remembered for the next session.',
  remoteHint: 'Where somebody else is who takes part from elsewhere is said when you add them.',
  rule: 'Recording needs the agreement of everyone who takes part, here as everywhere.',
  strictest: {
    'one-party': 'As this pack reads the law there, one participant may record. Sotto asks everyone all the same.',
    everyone: 'By the strictest reading, the law there wants everyone to agree or to be told.',
  },
  differs: (place: string, why: string) => `Sources differ about ${place}. ${why}`,
  unknown: (place: string) => `The pack has nothing about this place: ${place}.`,
  sources: (place: string, sources: readonly string[]) => `${place}: ${sources.join('; ')}`,
  sourcesTitle: 'Sources',
  dutiesTitle: 'What else is asked for there',
  checksTitle: 'Before you start, confirm',
  checksHint: 'Your confirmations are kept in the log. When you add somebody, confirm again.',
  unconfirmed: 'Confirm what is asked for under “Where this takes place”.',
  dated: (dated: string) =>
    `Gathered in ${formatMonth(dated)} from lists and the statutes that they name, and not checked statute by statute.`,
  noAdvice: 'This is no legal advice. Ask somebody who knows the law where you are.',
};
