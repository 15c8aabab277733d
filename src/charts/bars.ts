import type { Picture } from '../chat/card.ts';
import type { Hand } from './funnel.ts';
import type { Lettering } from './lettering.ts';
import { COLOURS, type Look, type Size, TONES } from './look.ts';
import { rectShape, type Shape, textShape } from './shapes.ts';

type Bar = Extract<Picture, { kind: 'bars' }>['series'][number];

type Layout = {
  pitch: number;
  /** The label stands before the bar, or on a line of this height above it. */
  line: number;
  thickness: number;
  radius: number;
  label: Lettering;
  number: Lettering;
  labels: { most: number; gutter: number };
  numbers: { most: number; gutter: number };
};

const LAYOUTS: Readonly<Record<Size, Layout>> = {
  wide: {
    pitch: 56,
    line: 0,
    thickness: 28,
    radius: 6,
    label: { size: 20, weight: 400 },
    number: { size: 20, weight: 700 },
    labels: { most: 300, gutter: 24 },
    numbers: { most: 240, gutter: 14 },
  },
  narrow: {
    pitch: 46,
    line: 20,
    thickness: 16,
    radius: 4,
    label: { size: 13, weight: 400 },
    number: { size: 13, weight: 700 },
    labels: { most: 0, gutter: 0 },
    numbers: { most: 130, gutter: 8 },
  },
};

/** A bar of nothing is a thin mark, so that it is seen to be nothing. */
const LEAST = 3;

export function barsHeight(series: readonly Bar[], { size }: Look): number {
  return Math.max(series.length, 1) * LAYOUTS[size].pitch + 8;
}

/** Bars from one line, to the right for more and to the left for less than nothing; the text stands at their end. */
export function barsShapes(series: readonly Bar[], hand: Hand): Shape[] {
  const { look } = hand;
  const { pitch } = LAYOUTS[look.size];
  const scale = scaleOf(series, hand);
  const axis: Shape = rectShape(
    { x: scale.zero - 1, y: look.top - 4, width: 2, height: series.length * pitch, r: 0 },
    { fill: COLOURS.line },
  );
  return [axis, ...series.flatMap((bar, index) => row(bar, { scale, y: look.top + index * pitch }, hand))];
}

type Scale = { zero: number; perUnit: number };

/** Room for the longest label and number there is, and the rest for the bars. */
function scaleOf(series: readonly Bar[], { pen, look }: Hand): Scale {
  const { label, number, labels: l, numbers: n } = LAYOUTS[look.size];
  const labels = Math.min(l.most, Math.max(0, ...series.map((bar) => pen.width(bar.label, label))));
  const numbers =
    Math.min(n.most, Math.max(0, ...series.map((bar) => pen.width(bar.text, number)))) + n.gutter;
  const highest = Math.max(0, ...series.map((bar) => finite(bar.value)));
  const lowest = Math.min(0, ...series.map((bar) => finite(bar.value)));
  const left = look.margin + labels + l.gutter + (lowest < 0 ? numbers : 0);
  const room = look.width - look.margin - numbers - left;
  const perUnit = highest === lowest ? 0 : room / (highest - lowest);
  return { zero: left - lowest * perUnit, perUnit };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function row(bar: Bar, { scale, y }: { scale: Scale; y: number }, { pen, look }: Hand): Shape[] {
  const layout = LAYOUTS[look.size];
  const { pitch, line, thickness, numbers } = layout;
  const value = finite(bar.value);
  const length = Math.max(LEAST, Math.abs(value) * scale.perUnit);
  const middle = line === 0 ? y + pitch / 2 - 4 : y + line + thickness / 2;
  const x = value < 0 ? scale.zero - length : scale.zero;
  const end = value < 0 ? x - numbers.gutter : x + length + numbers.gutter;
  const tone = bar.tone ?? 'plain';
  const box = {
    x,
    y: middle - thickness / 2,
    width: length,
    height: thickness,
    r: Math.min(layout.radius, length / 2),
  };
  const room = line === 0 ? layout.labels.most : look.width - 2 * look.margin;
  const label = {
    text: pen.fit(bar.label, layout.label, room),
    x: look.margin,
    y: line === 0 ? middle : y + line / 2 - 2,
    fill: COLOURS.ink,
  };
  const text = pen.fit(bar.text, layout.number, numbers.most);
  const fill = tone === 'muted' ? COLOURS.muted : COLOURS.ink;
  const number = { text, x: end, y: middle, align: value < 0 ? ('right' as const) : ('left' as const), fill };
  return [
    rectShape(box, { fill: TONES[tone] }),
    textShape(label, layout.label, pen.families),
    textShape(number, layout.number, pen.families),
  ];
}
