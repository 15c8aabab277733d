import type { FunnelBar } from '../chat/card.ts';
import type { Pen } from './lettering.ts';
import { COLOURS, MARGIN, ramp, TONES, TOP, WIDTH } from './look.ts';
import { rectShape, type Shape, textShape } from './shapes.ts';

/** One stage: its bar, and below it the gap to the next one with a chip in it. */
const PITCH = 90;
const BAR = { height: 52, least: 72, most: 470, radius: 9 } as const;
const CHIP = { height: 26, padding: 13 } as const;
const CENTRE = WIDTH / 2;
/** Between a column of words and the widest bar. */
const GUTTER = 26;
const SIDE = CENTRE - BAR.most / 2 - GUTTER - MARGIN;

const LABEL = { size: 23, weight: 400 } as const;
const NUMBER = { size: 23, weight: 700 } as const;
const SMALL = { size: 16, weight: 400 } as const;

/** How high the stages stand, in logical pixels. */
export function funnelHeight(bars: readonly FunnelBar[]): number {
  return Math.max(bars.length, 1) * PITCH;
}

/** The stages from top to bottom: label on the left, bar in the middle, number on the right, detail as a chip below. */
export function funnelShapes(bars: readonly FunnelBar[], pen: Pen): Shape[] {
  const widths = barWidths(bars);
  const colours = bars.map((bar, index) => colourOf(bar, bars.length > 1 ? index / (bars.length - 1) : 0));
  const slopes = bars.slice(1).map((_, index) => slope(index, widths));
  return [...slopes, ...bars.flatMap((bar, index) => stage(bar, placed(index, widths, colours), pen))];
}

/** Widths follow the value, or the count where nothing has a value; small stages stay wide enough to be seen. */
export function barWidths(bars: readonly FunnelBar[]): number[] {
  const valued = bars.some((bar) => size(bar.value) > 0);
  const sizes = bars.map((bar) => size(valued ? bar.value : bar.count));
  const largest = Math.max(...sizes, 0);
  return sizes.map((one) =>
    largest === 0 ? BAR.least : BAR.least + (BAR.most - BAR.least) * (one / largest),
  );
}

function size(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0;
}

function isEmpty(bar: FunnelBar): boolean {
  return size(bar.value) === 0 && size(bar.count) === 0;
}

function colourOf(bar: FunnelBar, share: number): string {
  if (isEmpty(bar)) return COLOURS.paper;
  return bar.tone === 'warn' ? TONES.warn : ramp(share);
}

type Place = { y: number; width: number; colour: string };

function placed(index: number, widths: readonly number[], colours: readonly string[]): Place {
  return {
    y: TOP + index * PITCH,
    width: widths[index] ?? BAR.least,
    colour: colours[index] ?? COLOURS.paper,
  };
}

/** The pale shape that leads from one bar to the next and makes the whole read as a funnel. */
function slope(index: number, widths: readonly number[]): Shape {
  const top = TOP + index * PITCH + BAR.height - BAR.radius;
  const bottom = TOP + (index + 1) * PITCH + BAR.radius;
  const upper = (widths[index] ?? 0) / 2;
  const lower = (widths[index + 1] ?? 0) / 2;
  const points: [number, number][] = [
    [CENTRE - upper, top],
    [CENTRE + upper, top],
    [CENTRE + lower, bottom],
    [CENTRE - lower, bottom],
  ];
  return { type: 'polygon', shape: { points }, style: { fill: COLOURS.faint } };
}

function stage(bar: FunnelBar, { y, width, colour }: Place, pen: Pen): Shape[] {
  const middle = y + BAR.height / 2;
  const outline = isEmpty(bar) ? { stroke: COLOURS.line, lineWidth: 2, lineDash: [6, 5] } : {};
  const box = { x: CENTRE - width / 2, y, width, height: BAR.height, r: BAR.radius };
  const label = { text: pen.fit(bar.label, LABEL, SIDE), x: MARGIN, y: middle, fill: COLOURS.ink };
  const number = {
    text: pen.fit(bar.text, NUMBER, SIDE),
    x: WIDTH - MARGIN,
    y: middle,
    align: 'right' as const,
    fill: isEmpty(bar) ? COLOURS.muted : COLOURS.ink,
  };
  return [
    rectShape(box, { fill: colour, ...outline }),
    textShape(label, LABEL, pen.families),
    textShape(number, NUMBER, pen.families),
    ...(bar.detail ? chip(bar.detail, y + BAR.height + (PITCH - BAR.height) / 2, pen) : []),
  ];
}

function chip(detail: string, middle: number, pen: Pen): Shape[] {
  const text = pen.fit(detail, SMALL, BAR.most - 2 * CHIP.padding);
  const width = pen.width(text, SMALL) + 2 * CHIP.padding;
  const box = {
    x: CENTRE - width / 2,
    y: middle - CHIP.height / 2,
    width,
    height: CHIP.height,
    r: CHIP.height / 2,
  };
  return [
    rectShape(box, { fill: COLOURS.paper, stroke: COLOURS.line, lineWidth: 1 }),
    textShape({ text, x: CENTRE, y: middle, align: 'center', fill: COLOURS.text }, SMALL, pen.families),
  ];
}
