/** What a recording or the notes of a session are, for whoever has to keep records. */
export const itemClasses = ['clinical-record', 'kept-apart', 'clients-own', 'training'] as const;

/** How far ahead Due looks. */
export const comingDays = 90;
