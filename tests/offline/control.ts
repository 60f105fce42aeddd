import { CopiedTree } from '../controls/copied-tree.ts';
import { apply } from '../controls/sabotage.ts';
import { spellCheckerLetGo } from '../controls/sabotages.ts';
import { buildApp } from '../support/build-app.ts';
import { judge, type Verdict } from './judge.ts';
import { observe } from './observe.ts';
import { untilCounted } from './visits.ts';

/** The same watch over an app with one guard less, to show that it counts. */
export async function watchWithoutGuard(tree: string): Promise<Verdict> {
  await using copy = await CopiedTree.of(tree);
  await apply(spellCheckerLetGo, copy.folder);
  buildApp(copy.folder);
  return judge(await observe(copy.folder, [untilCounted], 0));
}
