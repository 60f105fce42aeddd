import type { Sabotage } from './sabotage.ts';

/** A sabotage, and the command that must be red with it and is green without it. */
export interface Control extends Sabotage {
  readonly runner: 'vitest' | 'playwright';
  /** Of the runner: which tests. */
  readonly tests: readonly string[];
}

export const spellCheckerLetGo: Sabotage = {
  name: 'the spell-checker line gone',
  file: 'main/app/hardening.ts',
  text: '  session.setSpellCheckerLanguages([]);\n',
  instead: '',
};

export const controls: readonly Control[] = [
  {
    name: 'synchronous=NORMAL',
    file: 'main/catalog/pragmas.ts',
    text: "{ name: 'synchronous', set: 'FULL', readsBack: 2 }",
    instead: "{ name: 'synchronous', set: 'NORMAL', readsBack: 1 }",
    runner: 'vitest',
    tests: ['tests/catalog/database-disk.test.ts', '-t', 'is on the disk before'],
  },
  {
    name: 'temp_store=FILE',
    file: 'main/catalog/pragmas.ts',
    text: "{ name: 'temp_store', set: 'MEMORY', readsBack: 2 }",
    instead: "{ name: 'temp_store', set: 'FILE', readsBack: 1 }",
    runner: 'vitest',
    tests: ['tests/catalog/database-disk.test.ts', '-t', 'temporary file'],
  },
  {
    ...spellCheckerLetGo,
    runner: 'playwright',
    tests: ['tests/e2e/offline.spec.ts', '--grep', 'calls nobody'],
  },
  {
    name: 'a capped 206',
    file: 'main/playback/byte-range.ts',
    text: "const end = last === '' ? lengthBytes - 1 :",
    instead: "const end = last === '' ? Math.min(Number(first) + 65_535, lengthBytes - 1) :",
    runner: 'vitest',
    tests: ['tests/unit/playback'],
  },
  {
    name: 'the commitment check off',
    file: 'main/crypto/v1/slots.ts',
    text: "    if (!areEqualInConstantTime(mac(committing, 'slot commitment', context), slot.commitment)) return null;\n",
    instead: '',
    runner: 'vitest',
    tests: ['tests/unit/crypto/v1/slots.test.ts'],
  },
  {
    name: 'a page that plays a test may open the microphone',
    file: 'main/broker/capture-broker.ts',
    text: 'return this.#isArmed && ',
    instead: 'return ',
    runner: 'vitest',
    tests: ['tests/unit/broker/microphone-check.test.ts', '-t', 'may open no microphone'],
  },
  {
    name: 'duties not asked for',
    file: 'main/consent/gate.ts',
    text: '...placeReasons(facts), ',
    instead: '',
    runner: 'vitest',
    tests: ['tests/unit/use-cases/place-session.test.ts', '-t', 'is refused, with a reason for each duty'],
  },
  {
    name: 'acknowledged before the fsync',
    file: 'main/vault/segment-disk.ts',
    text: '        await handle.sync();\n',
    instead: '        setTimeout(() => void handle.sync().catch(() => undefined), 20);\n',
    runner: 'vitest',
    tests: ['tests/faults/power-loss.test.ts'],
  },
  {
    name: 'the watchdog off',
    file: 'main/recorder-process/sound-clock.ts',
    text: 'null : this.#nowMs() - this.#lastHeardMs;',
    instead: 'null : 0;',
    runner: 'vitest',
    tests: ['tests/unit/recorder-process/recorder.test.ts', '-t', 'is shown after a second'],
  },
  {
    name: 'the standby off',
    file: 'main/broker/recorder-broker.ts',
    text: '    else if (running.standby?.isStandingBy === true) this.#takeOver(running);\n',
    instead: '',
    runner: 'playwright',
    tests: ['tests/e2e/keeps-going.spec.ts', '--grep', 'its recorder is killed'],
  },
  {
    name: 'what a crash cost forgotten',
    file: 'main/use-cases/settle-recording.ts',
    text: "  return { ...found, state: 'recovered', durationMs: before.durationMs, lostMs: before.lostMs };\n",
    instead: '  return found;\n',
    runner: 'vitest',
    tests: ['tests/unit/use-cases/recovered-takes.test.ts', '-t', 'stays on the list, as recovered'],
  },
  {
    name: 'a hold not asked for when something is deleted',
    file: 'main/use-cases/holds-of.ts',
    text: "  if (isHeld(facts, subject)) throw new SottoError('request/held');\n",
    instead: '',
    runner: 'vitest',
    tests: ['tests/unit/use-cases/place-hold.test.ts', '-t', 'neither recording nor session can be deleted'],
  },
  {
    name: 'a hold not asked for when a deletion is carried out',
    file: 'main/use-cases/carry-out-deletions.ts',
    text: 'isHeld(parts, subject) || ',
    instead: '',
    runner: 'vitest',
    tests: ['tests/unit/use-cases/place-hold.test.ts', '-t', 'counts where a crash came before that was undone'],
  },
  {
    name: 'destroyed by itself before the day that everyone was shown',
    file: 'main/retention/rule.ts',
    text: ' && destroyByMs !== null && nowMs > destroyByMs;',
    instead: ';',
    runner: 'vitest',
    tests: ['tests/unit/use-cases/end-retention.test.ts', '-t', 'stays until its last day is over'],
  },
  {
    name: 'destroyed by itself where no day was shown',
    file: 'main/consent/term-days.ts',
    text: "destroyByMs === null ? 'ask' : chosen.destruction,",
    instead: 'chosen.destruction,',
    runner: 'vitest',
    tests: ['tests/unit/use-cases/end-retention.test.ts', '-t', 'names no day'],
  },
  {
    name: 'the log count of the state not compared',
    file: 'main/log/read-log.ts',
    text: 'const isBehind = entries.length < committed.count;',
    instead: 'const isBehind = false;',
    runner: 'vitest',
    tests: ['tests/unit/log/event-log.test.ts', '-t', 'is refused when it was shortened'],
  },
];
