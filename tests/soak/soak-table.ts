import { renderTable } from '../support/render-table.ts';
import type { SoakFigure } from './soak.ts';

export function isHeld({ measured, limit }: SoakFigure): boolean {
  return limit === null || measured <= limit;
}

export function renderSoak(figures: readonly SoakFigure[]): string {
  const rows = figures.map((found) => [
    found.what,
    quantity(found.measured, found.unit),
    found.limit === null ? '-' : `<= ${quantity(found.limit, found.unit)}`,
    found.limit === null ? '' : isHeld(found) ? 'held' : 'MISSED',
  ]);
  return renderTable(['what', 'measured', 'limit', ''], rows);
}

function quantity(value: number, unit: SoakFigure['unit']): string {
  return unit === '' ? String(value) : `${value.toFixed(1)} ${unit}`;
}
