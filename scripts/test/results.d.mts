export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  notes: string[];
}

export function resultOfVitest(file: string, code: number): Outcome;
export function resultOfPlaywright(file: string, code: number): Outcome;
