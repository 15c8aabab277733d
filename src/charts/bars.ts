import type { Picture } from '../chat/card.ts';
import type { Pen } from './lettering.ts';
import { COLOURS, MARGIN, TONES, TOP, WIDTH } from './look.ts';
import { rectShape, type Shape, textShape } from './shapes.ts';

type Bar = Extract<Picture, { kind: 'bars' }>['series'][number];

const PITCH = 56;
const THICKNESS = 28;
const RADIUS = 6;
const LABEL = { size: 20, weight: 400 } as const;
const NUMBER = { size: 20, weight: 700 } as const;
const LABELS = { most: 300, gutter: 24 } as const;
const NUMBERS = { most: 240, gutter: 14 } as const;
/** A bar of nothing is a thin mark, so that it is seen to be nothing. */
const LEAST = 3;

export function barsHeight(series: readonly Bar[]): number {
  return Math.max(series.length, 1) * PITCH + 8;
}

/** Bars from one line, to the right for more and to the left for less than nothing; the text stands at their end. */
export function barsShapes(series: readonly Bar[], pen: Pen): Shape[] {
  const scale = scaleOf(series, pen);
  const axis: Shape = rectShape(
    { x: scale.zero - 1, y: TOP - 4, width: 2, height: series.length * PITCH, r: 0 },
    { fill: COLOURS.line },
  );
  return [axis, ...series.flatMap((bar, index) => row(bar, { scale, y: TOP + index * PITCH }, pen))];
}

type Scale = { labels: number; zero: number; perUnit: number };

/** Room for the longest label and number there is, and the rest for the bars. */
function scaleOf(series: readonly Bar[], pen: Pen): Scale {
  const labels = Math.min(LABELS.most, Math.max(0, ...series.map((bar) => pen.width(bar.label, LABEL))));
  const numbers =
    Math.min(NUMBERS.most, Math.max(0, ...series.map((bar) => pen.width(bar.text, NUMBER)))) + NUMBERS.gutter;
  const highest = Math.max(0, ...series.map((bar) => finite(bar.value)));
  const lowest = Math.min(0, ...series.map((bar) => finite(bar.value)));
  const left = MARGIN + labels + LABELS.gutter + (lowest < 0 ? numbers : 0);
  const room = WIDTH - MARGIN - numbers - left;
  const perUnit = highest === lowest ? 0 : room / (highest - lowest);
  return { labels, zero: left - lowest * perUnit, perUnit };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function row(bar: Bar, { scale, y }: { scale: Scale; y: number }, pen: Pen): Shape[] {
  const value = finite(bar.value);
  const length = Math.max(LEAST, Math.abs(value) * scale.perUnit);
  const middle = y + PITCH / 2 - 4;
  const x = value < 0 ? scale.zero - length : scale.zero;
  const end = value < 0 ? x - NUMBERS.gutter : x + length + NUMBERS.gutter;
  const tone = bar.tone ?? 'plain';
  const box = {
    x,
    y: middle - THICKNESS / 2,
    width: length,
    height: THICKNESS,
    r: Math.min(RADIUS, length / 2),
  };
  const label = { text: pen.fit(bar.label, LABEL, LABELS.most), x: MARGIN, y: middle, fill: COLOURS.ink };
  const text = pen.fit(bar.text, NUMBER, NUMBERS.most);
  const fill = tone === 'muted' ? COLOURS.muted : COLOURS.ink;
  return [
    rectShape(box, { fill: TONES[tone] }),
    textShape(label, LABEL, pen.families),
    textShape({ text, x: end, y: middle, align: value < 0 ? 'right' : 'left', fill }, NUMBER, pen.families),
  ];
}
