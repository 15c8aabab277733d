import type { FunnelBar } from '../chat/card.ts';
import type { Lettering, Pen } from './lettering.ts';
import { COLOURS, type Look, ramp, type Size, TONES } from './look.ts';
import { rectShape, type Shape, textShape } from './shapes.ts';

/** How a stage is laid out: its bar, and below it the gap to the next one with a chip in it. */
type Layout = {
  pitch: number;
  /** The words stand beside the bar, or on a line of this height above it. */
  line: number;
  bar: { height: number; least: number; most: number; radius: number };
  /** Between a column of words and the widest bar, or between two words on one line. */
  gutter: number;
  chip: { height: number; padding: number; lettering: Lettering };
  label: Lettering;
  number: Lettering;
};

const LAYOUTS: Readonly<Record<Size, Layout>> = {
  wide: {
    pitch: 90,
    line: 0,
    bar: { height: 52, least: 72, most: 470, radius: 9 },
    gutter: 26,
    chip: { height: 30, padding: 14, lettering: { size: 20, weight: 400 } },
    label: { size: 23, weight: 400 },
    number: { size: 23, weight: 700 },
  },
  narrow: {
    pitch: 74,
    line: 22,
    bar: { height: 24, least: 28, most: 300, radius: 5 },
    gutter: 10,
    chip: { height: 20, padding: 8, lettering: { size: 12, weight: 400 } },
    label: { size: 14, weight: 400 },
    number: { size: 14, weight: 700 },
  },
};

/** How high the stages stand, in logical pixels. */
export function funnelHeight(bars: readonly FunnelBar[], { size }: Look): number {
  return Math.max(bars.length, 1) * LAYOUTS[size].pitch;
}

export type Hand = { pen: Pen; look: Look };

/** The stages from top to bottom: label to the left, number to the right, the bar in the middle, detail as a chip below. */
export function funnelShapes(bars: readonly FunnelBar[], hand: Hand): Shape[] {
  const widths = barWidths(bars, hand.look.size);
  const colours = bars.map((bar, index) => colourOf(bar, bars.length > 1 ? index / (bars.length - 1) : 0));
  const slopes = bars.slice(1).map((_, index) => slope(index, widths, hand.look));
  return [
    ...slopes,
    ...bars.flatMap((bar, index) => stage(bar, placed(index, { widths, colours, look: hand.look }), hand)),
  ];
}

/** Widths follow the value, or the count where nothing has a value; small stages stay wide enough to be seen. */
export function barWidths(bars: readonly FunnelBar[], size: Size = 'wide'): number[] {
  const { least, most } = LAYOUTS[size].bar;
  const valued = bars.some((bar) => known(bar.value) > 0);
  const sizes = bars.map((bar) => known(valued ? bar.value : bar.count));
  const largest = Math.max(...sizes, 0);
  return sizes.map((one) => (largest === 0 ? least : least + (most - least) * (one / largest)));
}

function known(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0;
}

function isEmpty(bar: FunnelBar): boolean {
  return known(bar.value) === 0 && known(bar.count) === 0;
}

function colourOf(bar: FunnelBar, share: number): string {
  if (isEmpty(bar)) return COLOURS.paper;
  return bar.tone === 'warn' ? TONES.warn : ramp(share);
}

/** `y` is where the stage begins, its words above the bar included. */
type Place = { y: number; width: number; colour: string };

function placed(
  index: number,
  { widths, colours, look }: { widths: readonly number[]; colours: readonly string[]; look: Look },
): Place {
  const { pitch, bar } = LAYOUTS[look.size];
  return {
    y: look.top + index * pitch,
    width: widths[index] ?? bar.least,
    colour: colours[index] ?? COLOURS.paper,
  };
}

/** The pale shape that leads from one bar to the next and makes the whole read as a funnel. */
function slope(index: number, widths: readonly number[], look: Look): Shape {
  const { pitch, line, bar } = LAYOUTS[look.size];
  const centre = look.width / 2;
  const first = look.top + index * pitch + line;
  const top = first + bar.height - bar.radius;
  const bottom = first + pitch + bar.radius;
  const upper = (widths[index] ?? 0) / 2;
  const lower = (widths[index + 1] ?? 0) / 2;
  const points: [number, number][] = [
    [centre - upper, top],
    [centre + upper, top],
    [centre + lower, bottom],
    [centre - lower, bottom],
  ];
  return { type: 'polygon', shape: { points }, style: { fill: COLOURS.faint } };
}

function stage(bar: FunnelBar, { y, width, colour }: Place, hand: Hand): Shape[] {
  const { pen, look } = hand;
  const layout = LAYOUTS[look.size];
  const top = y + layout.line;
  const outline = isEmpty(bar) ? { stroke: COLOURS.line, lineWidth: 2, lineDash: [6, 5] } : {};
  const box = {
    x: look.width / 2 - width / 2,
    y: top,
    width,
    height: layout.bar.height,
    r: layout.bar.radius,
  };
  const gap = layout.pitch - layout.line - layout.bar.height;
  return [
    rectShape(box, { fill: colour, ...outline }),
    ...words(bar, { y, top }, hand),
    ...(bar.detail ? chip(bar.detail, top + layout.bar.height + gap / 2, { pen, look }) : []),
  ];
}

/** Beside the bar both have their column; above it the number has the room it needs and the label the rest. */
function words(bar: FunnelBar, { y, top }: { y: number; top: number }, { pen, look }: Hand): Shape[] {
  const { line, bar: bars, gutter, label, number } = LAYOUTS[look.size];
  const beside = look.width / 2 - bars.most / 2 - gutter - look.margin;
  const room = look.width - 2 * look.margin;
  const text = pen.fit(bar.text, number, line === 0 ? beside : (room * 2) / 3);
  const left = line === 0 ? beside : room - gutter - pen.width(text, number);
  const middle = line === 0 ? top + bars.height / 2 : y + line / 2 - 2;
  const said = { text: pen.fit(bar.label, label, left), x: look.margin, y: middle, fill: COLOURS.ink };
  const counted = {
    text,
    x: look.width - look.margin,
    y: middle,
    align: 'right' as const,
    fill: isEmpty(bar) ? COLOURS.muted : COLOURS.ink,
  };
  return [textShape(said, label, pen.families), textShape(counted, number, pen.families)];
}

function chip(detail: string, middle: number, { pen, look }: Hand): Shape[] {
  const { bar, chip } = LAYOUTS[look.size];
  const text = pen.fit(detail, chip.lettering, bar.most - 2 * chip.padding);
  const width = pen.width(text, chip.lettering) + 2 * chip.padding;
  const centre = look.width / 2;
  const box = {
    x: centre - width / 2,
    y: middle - chip.height / 2,
    width,
    height: chip.height,
    r: chip.height / 2,
  };
  return [
    rectShape(box, { fill: COLOURS.paper, stroke: COLOURS.line, lineWidth: 1 }),
    textShape(
      { text, x: centre, y: middle, align: 'center', fill: COLOURS.text },
      chip.lettering,
      pen.families,
    ),
  ];
}
