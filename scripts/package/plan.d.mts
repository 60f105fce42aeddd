export interface PackagePlan {
  output: string;
  targets: string[];
}

export function planPackage(runtime: { kind: string }, isForTests: boolean): PackagePlan | null;
