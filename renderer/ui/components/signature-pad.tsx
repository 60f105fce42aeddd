import { useRef, type Dispatch, type PointerEvent, type SetStateAction } from 'react';
import { maximumSignaturePoints } from '../../../contract/limits.ts';
import { en } from '../text/en.ts';
import { Button } from './button.tsx';

export type Point = [number, number];
/** Strokes in a box of 1000 by 300 units. */
export type Strokes = Point[][];

const width = 1000;
const height = 300;
/** Closer points than this say nothing more about how it was drawn. */
const minimumStep = 2;

function pointOf(event: PointerEvent<SVGSVGElement>): Point {
  const box = event.currentTarget.getBoundingClientRect();
  const clamp = (value: number, limit: number): number => Math.round(Math.min(limit, Math.max(0, value)) * 10) / 10;
  return [
    clamp(((event.clientX - box.left) / Math.max(1, box.width)) * width, width),
    clamp(((event.clientY - box.top) / Math.max(1, box.height)) * height, height),
  ];
}

function pathOf(stroke: readonly Point[]): string {
  const [first, ...rest] = stroke;
  if (first === undefined) return '';
  const lines = (rest.length === 0 ? [first] : rest).map(([x, y]) => `L${x} ${y}`);
  return `M${first[0]} ${first[1]}${lines.join('')}`;
}

function withPoint(drawn: Strokes, next: Point): Strokes {
  const stroke = drawn.at(-1) ?? [];
  const last = stroke.at(-1);
  if (last !== undefined && Math.hypot(next[0] - last[0], next[1] - last[1]) < minimumStep) return drawn;
  if (drawn.reduce((sum, { length }) => sum + length, 0) >= maximumSignaturePoints) return drawn;
  return [...drawn.slice(0, -1), [...stroke, next]];
}

interface SignaturePadProps {
  readonly strokes: Strokes;
  readonly onChange: Dispatch<SetStateAction<Strokes>>;
}

/** Takes a signature drawn with a finger, pen or mouse. Who cannot draw types their name instead. */
export function SignaturePad({ strokes, onChange }: SignaturePadProps) {
  const isDrawing = useRef(false);

  const draw = (event: PointerEvent<SVGSVGElement>): void => {
    if (!isDrawing.current) return;
    const next = pointOf(event);
    onChange((drawn) => withPoint(drawn, next));
  };

  return (
    <div className="signature">
      <svg
        className="signature-field"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={en.agreement.drawHere}
        onPointerDown={(event) => {
          if (!event.isPrimary || event.button !== 0) return;
          isDrawing.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          const first = pointOf(event);
          onChange((drawn) => [...drawn, [first]]);
        }}
        onPointerMove={draw}
        onPointerUp={() => (isDrawing.current = false)}
        onPointerCancel={() => (isDrawing.current = false)}
      >
        <line className="signature-line" x1={60} y1={235} x2={940} y2={235} />
        {strokes.map((stroke, index) => (
          <path key={index} className="signature-stroke" d={pathOf(stroke)} />
        ))}
      </svg>
      <Button look="plain" isDisabled={strokes.length === 0} onPress={() => onChange([])}>
        {en.agreement.clear}
      </Button>
    </div>
  );
}
