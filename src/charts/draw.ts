import { createHash } from 'node:crypto';
import { Canvas, createCanvas } from '@napi-rs/canvas';
import { LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsCoreOption, init, setPlatformAPI, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Picture } from '../chat/card.ts';
import { barsHeight, barsShapes } from './bars.ts';
import { fontFamilies } from './fonts.ts';
import { funnelHeight, funnelShapes } from './funnel.ts';
import { drawable, type Pen, pen } from './lettering.ts';
import { LINE_HEIGHT, lineOption } from './line.ts';
import { COLOURS, MARGIN, TOP, WIDTH } from './look.ts';
import { type Shape, textShape } from './shapes.ts';

use([LineChart, GraphicComponent, GridComponent, LegendComponent, CanvasRenderer]);
setPlatformAPI({ measureText: measured });

const DENSITY = 2;
const TITLE = { size: 30, weight: 700 } as const;
const CAPTION = { size: 17, weight: 400 } as const;
const FOOTER = { height: 52, rest: 24 } as const;

/** The last pictures drawn: a digest goes to several places, and each asks for the same one. */
const KEPT = 50;
const drawn = new Map<string, Promise<Uint8Array>>();

/**
 * Draws a picture as a PNG of 2400 pixels width. The same picture gives the same bytes; they are shared between
 * callers and must not be changed. Needs no font of the machine.
 */
export function drawPicture(picture: Picture): Promise<Uint8Array> {
  const key = createHash('sha256').update(JSON.stringify(picture)).digest('base64');
  const known = drawn.get(key);
  const png = known ?? draw(cleaned(picture));
  // Setting it again makes it the youngest.
  drawn.delete(key);
  drawn.set(key, png);
  if (!known) png.catch(() => drawn.delete(key));
  const [oldest] = drawn.keys();
  if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
  return png;
}

/** How echarts measures the words of an axis without a browser. */
const ruler = createCanvas(1, 1).getContext('2d');

function measured(text: string, font?: string): { width: number } {
  if (font) ruler.font = font;
  return ruler.measureText(text);
}

type Surface = Parameters<typeof init>[0];

/** echarts asks for an element of a page, but of a canvas it uses only what this one has too. */
function isSurface(canvas: unknown): canvas is Surface {
  return canvas instanceof Canvas;
}

async function draw(picture: Picture): Promise<Uint8Array> {
  const height = TOP + bodyHeight(picture) + (picture.footer ? FOOTER.height : FOOTER.rest);
  const canvas = createCanvas(WIDTH * DENSITY, height * DENSITY);
  const surface: unknown = canvas;
  if (!isSurface(surface)) throw new Error('no canvas');
  const chart = init(surface, null, { width: WIDTH, height, devicePixelRatio: DENSITY });
  try {
    chart.setOption(option(picture, height));
    return new Uint8Array(await canvas.encode('png'));
  } finally {
    chart.dispose();
  }
}

function bodyHeight(picture: Picture): number {
  switch (picture.kind) {
    case 'funnel':
      return funnelHeight(picture.bars);
    case 'bars':
      return barsHeight(picture.series);
    case 'line':
      return LINE_HEIGHT;
  }
}

function option(picture: Picture, height: number): EChartsCoreOption {
  const hand = pen(fontFamilies(allText(picture)));
  return {
    animation: false,
    backgroundColor: COLOURS.paper,
    textStyle: { fontFamily: hand.families },
    ...(picture.kind === 'line' ? lineOption(picture, figuresLocale(picture)) : {}),
    graphic: { elements: [...frame(picture, height, hand), ...body(picture, hand)].map(silent) },
  };
}

function body(picture: Picture, hand: Pen): Shape[] {
  switch (picture.kind) {
    case 'funnel':
      return picture.bars.length === 0 ? nothing(hand) : funnelShapes(picture.bars, hand);
    case 'bars':
      return picture.series.length === 0 ? nothing(hand) : barsShapes(picture.series, hand);
    case 'line':
      return [];
  }
}

function nothing(hand: Pen): Shape[] {
  return [
    textShape(
      { text: '—', x: WIDTH / 2, y: TOP + 28, align: 'center', fill: COLOURS.muted },
      TITLE,
      hand.families,
    ),
  ];
}

/** Title, unit and footer. */
function frame(picture: Picture, height: number, hand: Pen): Shape[] {
  const width = WIDTH - 2 * MARGIN;
  const unit = picture.kind === 'bars' && picture.unit ? hand.fit(picture.unit, CAPTION, width / 4) : '';
  const title = hand.fit(picture.title, TITLE, width - hand.width(unit, CAPTION) - (unit ? MARGIN : 0));
  const footer = hand.fit(picture.footer ?? '', CAPTION, width);
  const foot = height - FOOTER.height / 2 - 2;
  return [
    textShape({ text: title, x: MARGIN, y: 54, fill: COLOURS.ink }, TITLE, hand.families),
    textShape(
      { text: unit, x: WIDTH - MARGIN, y: 57, align: 'right', fill: COLOURS.muted },
      CAPTION,
      hand.families,
    ),
    textShape({ text: footer, x: MARGIN, y: foot, fill: COLOURS.muted }, CAPTION, hand.families),
  ];
}

function silent(shape: Shape) {
  return { ...shape, silent: true };
}

/** Every text as it can be drawn. A label of which nothing is left is named by its place. */
function cleaned(picture: Picture): Picture {
  const frame = {
    title: drawable(picture.title),
    ...(picture.footer === undefined ? {} : { footer: drawable(picture.footer) }),
  };
  const label = (text: string, index: number) => drawable(text) || `#${index + 1}`;
  switch (picture.kind) {
    case 'funnel':
      return {
        ...picture,
        ...frame,
        bars: picture.bars.map((bar, index) => ({
          ...bar,
          label: label(bar.label, index),
          text: drawable(bar.text),
          ...(bar.detail === undefined ? {} : { detail: drawable(bar.detail) }),
        })),
      };
    case 'bars':
      return {
        ...picture,
        ...frame,
        ...(picture.unit === undefined ? {} : { unit: drawable(picture.unit) }),
        series: picture.series.map((bar, i) => ({
          ...bar,
          label: label(bar.label, i),
          text: drawable(bar.text),
        })),
      };
    case 'line':
      return {
        ...picture,
        ...frame,
        x: picture.x.map(drawable),
        series: picture.series.map((line, index) => ({ ...line, label: label(line.label, index) })),
      };
  }
}

/** What fonts are needed for; the axis of a line chart may say 万 and 亿. */
function allText(picture: Picture): string {
  const own = '…—万亿0123456789';
  const frame = `${picture.title}${picture.footer ?? ''}${own}`;
  switch (picture.kind) {
    case 'funnel':
      return frame + picture.bars.map((bar) => bar.label + bar.text + (bar.detail ?? '')).join('');
    case 'bars':
      return frame + (picture.unit ?? '') + picture.series.map((bar) => bar.label + bar.text).join('');
    case 'line':
      return frame + picture.x.join('') + picture.series.map((line) => line.label).join('');
  }
}

/** Axis figures are written as the picture's words are: 480万 under Chinese, 4.8M otherwise. */
function figuresLocale(picture: Picture): string {
  return /\p{Script=Han}/u.test(picture.title) ? 'zh-CN' : 'en-US';
}
