import type { Rule } from 'eslint';

export function complaintAbout(importer: string, specifier: string): string | null;
export const roomsRule: Rule.RuleModule;
