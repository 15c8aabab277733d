import type { Lettering } from './lettering.ts';

/** What a picture is made of: the few echarts graphic elements we use. */
export type Shape =
  | {
      type: 'rect';
      shape: { x: number; y: number; width: number; height: number; r: number };
      style: Paint;
    }
  | { type: 'polygon'; shape: { points: [number, number][] }; style: Paint }
  | { type: 'text'; x: number; y: number; style: TextPaint };

type Paint = { fill: string; stroke?: string; lineWidth?: number; lineDash?: number[] };

type TextPaint = {
  text: string;
  fill: string;
  align: 'left' | 'center' | 'right';
  verticalAlign: 'middle';
  fontSize: number;
  fontWeight: number;
  fontFamily: string;
};

export type Line = { text: string; x: number; y: number; align?: 'left' | 'center' | 'right'; fill: string };

export function textShape(
  { text, x, y, fill, align = 'left' }: Line,
  lettering: Lettering,
  fontFamily: string,
): Shape {
  const { size: fontSize, weight: fontWeight } = lettering;
  return {
    type: 'text',
    x,
    y,
    style: { text, fill, align, verticalAlign: 'middle', fontSize, fontWeight, fontFamily },
  };
}

export function rectShape(
  shape: { x: number; y: number; width: number; height: number; r: number },
  style: Paint,
): Shape {
  return { type: 'rect', shape, style };
}
