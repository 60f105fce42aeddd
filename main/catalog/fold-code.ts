/**
 * The form in which codes are compared and searched: NFC, without regard to case.
 *
 * Lower, then upper: the way back from lower case does not look at neighbours as the way there does for a final sigma,
 * so what is part of a code stays part of it when folded; and both capital and small sharp s become SS.
 */
export function foldCode(code: string): string {
  return code.normalize('NFC').toLowerCase().toUpperCase().normalize('NFC');
}
