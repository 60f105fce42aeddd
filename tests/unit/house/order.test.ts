import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathsOf, sourceFiles } from './source-files.ts';

const product = ['contract', 'main', 'preload', 'renderer'];

function importsOf(path: string, code: string): string[] {
  return [...code.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)].flatMap(([, specifier]) =>
    specifier === undefined ? [] : [posix.join(posix.dirname(path), specifier)],
  );
}

/** The first circle of imports that can be walked from here, or `null`. */
function findCycle(graph: ReadonlyMap<string, string[]>): string[] | null {
  const finished = new Set<string>();
  const walk = (path: string, trail: string[]): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (finished.has(path)) return null;
    for (const next of graph.get(path) ?? []) {
      const cycle = walk(next, [...trail, path]);
      if (cycle !== null) return cycle;
    }
    finished.add(path);
    return null;
  };
  for (const path of graph.keys()) {
    const cycle = walk(path, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

describe('the order of the house', () => {
  it('has no circle of imports', () => {
    const graph = new Map(sourceFiles(product).map(({ path, code }) => [path, importsOf(path, code)]));
    expect(findCycle(graph)).toBeNull();
  });

  it('finds a circle where there is one', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(findCycle(graph)).toEqual(['b', 'c', 'b']);
  });

  it('has no file that only passes on what others export', () => {
    const barrels = sourceFiles(product).filter(({ code }) => {
      const statements = code.split(';').map((statement) => statement.trim());
      const written = statements.filter((statement) => statement !== '');
      return written.length > 0 && written.every((statement) => /^export\b[^=]*\bfrom\b/.test(statement));
    });
    expect(pathsOf(barrels)).toEqual([]);
  });

  it('is at most four folders deep', () => {
    const deep = sourceFiles([...product, 'tests', 'scripts']).filter(({ path }) => path.split('/').length > 5);
    expect(pathsOf(deep)).toEqual([]);
  });

  it('names no folder or file after nothing in particular', () => {
    const vague = sourceFiles(product).filter(({ path }) => /\b(utils?|helpers?|common|services?|misc)\b/.test(path));
    expect(pathsOf(vague)).toEqual([]);
  });
});

describe('what must not be anywhere', () => {
  it('a switch that turns the sandbox off, outside tests', () => {
    const users = sourceFiles([...product, 'scripts']).filter(({ code }) => code.includes('no-sandbox'));
    expect(pathsOf(users)).toEqual([]);
  });

  it('a promise to do something later', () => {
    const later = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);
    const users = sourceFiles([...product, 'tests', 'scripts', 'docs'], /\.(ts|tsx|js|mjs|css|html|md)$/);
    expect(pathsOf(users.filter(({ text }) => later.test(text)))).toEqual([]);
  });
});
