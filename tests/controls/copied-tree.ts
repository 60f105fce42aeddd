import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const shared = 'node_modules';
const notCopied = new Set([shared, '.git', 'out', 'test-results']);

/** A copy of a tree, to be spoilt; the packages are the tree's own. Gone when it is disposed of. */
export class CopiedTree {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async of(tree: string): Promise<CopiedTree> {
    const folder = await mkdtemp(join(tmpdir(), 'sotto-copy-'));
    const names = (await readdir(tree)).filter((name) => !notCopied.has(name));
    for (const name of names) await cp(join(tree, name), join(folder, name), { recursive: true });
    await symlink(join(tree, shared), join(folder, shared));
    return new CopiedTree(folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
