import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';

const estimator = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
});

/** Estimated strength from 0, among the first guesses, to 4, very hard to guess. Loaded only where it is needed. */
export function estimateStrength(passphrase: string): number {
  return estimator.check(passphrase).score;
}
