import { CopiedTree } from '../controls/copied-tree.ts';
import { apply } from '../controls/sabotage.ts';
import { spellCheckerLetGo } from '../controls/sabotages.ts';
import { buildApp } from '../support/build-app.ts';
import { observe } from './observe.ts';
import type { TracedCall } from './traced-calls.ts';
import { untilCounted } from './visits.ts';

/** The internet calls that the same watch counts in an app with one guard less: without any, it counts nothing ever. */
export async function countWithoutGuard(tree: string): Promise<TracedCall[]> {
  await using copy = await CopiedTree.of(tree);
  await apply(spellCheckerLetGo, copy.folder);
  buildApp(copy.folder);
  const starts = await observe(copy.folder, [untilCounted], 0);
  return starts.flatMap(({ trace }) => trace.calls.filter(({ isInternet }) => isInternet));
}
