import { verdictOf, type Figure } from './figure.ts';
import type { Machine } from './machine.ts';

/** All figures as one table in Markdown, under a line that says where and when they were taken. */
export function renderTable(machine: Machine, figures: readonly Figure[]): string {
  const { takenAt, system, processor, cores, memoryGiB, node, electron, loadBefore, loadAfter } = machine;
  const header =
    `${takenAt.slice(0, 16).replace('T', ' ')} UTC, ${system}, ${cores} cores (${processor}), ${memoryGiB} GiB, ` +
    `Electron ${electron}, Node ${node}, load average ${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after`;
  const titles = ['What', 'Measured', 'Against', 'Ratio', 'Aim', ''];
  const rows = figures.map((found) => [
    found.what,
    quantity(found.measured, found.unit),
    `${found.against.name}: ${quantity(found.against.value, found.unit)}`,
    found.ratio.toFixed(found.ratio < 0.1 ? 4 : 2),
    found.aim === null ? '-' : `<= ${found.aim}`,
    wordFor(found),
  ]);
  const widths = titles.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map(length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [header, '', line(titles), rule, ...rows.map(line)].join('\n');
}

function length(text: string): number {
  return text.length;
}

function quantity(value: number, unit: Figure['unit']): string {
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;
}

function wordFor(found: Figure): string {
  const verdict = verdictOf(found);
  if (verdict === 'no aim') return '';
  if (verdict === 'held' || found.aim === null) return 'held';
  return `MISSED by ${((found.ratio / found.aim - 1) * 100).toFixed(0)} %`;
}
