import { createHash } from 'node:crypto';
import { Canvas, createCanvas } from '@napi-rs/canvas';
import { LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsCoreOption, init, setPlatformAPI, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Picture } from '../chat/card.ts';
import { barsHeight, barsShapes } from './bars.ts';
import { fontFamilies } from './fonts.ts';
import { funnelHeight, funnelShapes, type Hand } from './funnel.ts';
import { drawable, pen } from './lettering.ts';
import { lineHeight, lineOption } from './line.ts';
import { COLOURS, LOOKS, type Look, type Size } from './look.ts';
import { type Shape, textShape } from './shapes.ts';

use([LineChart, GraphicComponent, GridComponent, LegendComponent, CanvasRenderer]);
setPlatformAPI({ measureText: measured });

/** The last pictures drawn: a digest goes to several places, and each asks for the same one. */
const KEPT = 50;
const drawn = new Map<string, Promise<Uint8Array>>();

/**
 * Draws a picture as a PNG of 2400 pixels width, or 960 for a phone. The same picture gives the same bytes; they are
 * shared between callers and must not be changed. Needs no font of the machine.
 */
export function drawPicture(picture: Picture, size: Size = 'wide'): Promise<Uint8Array> {
  const key = createHash('sha256').update(size).update(JSON.stringify(picture)).digest('base64');
  const known = drawn.get(key);
  const png = known ?? draw(cleaned(picture), LOOKS[size]);
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

/** How large a picture is before it is drawn, in logical pixels: whoever shows it can keep the room free. */
export function pictureSize(picture: Picture, size: Size): { width: number; height: number } {
  const { width, top, footer } = LOOKS[size];
  const height = top + bodyHeight(picture, LOOKS[size]) + (picture.footer ? footer.height : footer.rest);
  return { width, height };
}

async function draw(picture: Picture, look: Look): Promise<Uint8Array> {
  const { width, height } = pictureSize(picture, look.size);
  const canvas = createCanvas(width * look.density, height * look.density);
  const surface: unknown = canvas;
  if (!isSurface(surface)) throw new Error('no canvas');
  const chart = init(surface, null, { width, height, devicePixelRatio: look.density });
  try {
    chart.setOption(option(picture, look));
    return new Uint8Array(await canvas.encode('png'));
  } finally {
    chart.dispose();
  }
}

function bodyHeight(picture: Picture, look: Look): number {
  switch (picture.kind) {
    case 'funnel':
      return funnelHeight(picture.bars, look);
    case 'bars':
      return barsHeight(picture.series, look);
    case 'line':
      return lineHeight(look);
  }
}

function option(picture: Picture, look: Look): EChartsCoreOption {
  const hand = { pen: pen(fontFamilies(allText(picture))), look };
  return {
    animation: false,
    backgroundColor: COLOURS.paper,
    textStyle: { fontFamily: hand.pen.families },
    ...(picture.kind === 'line' ? lineOption(picture, { locale: figuresLocale(picture), look }) : {}),
    graphic: { elements: [...frame(picture, hand), ...body(picture, hand)].map(silent) },
  };
}

function body(picture: Picture, hand: Hand): Shape[] {
  switch (picture.kind) {
    case 'funnel':
      return picture.bars.length === 0 ? nothing(hand) : funnelShapes(picture.bars, hand);
    case 'bars':
      return picture.series.length === 0 ? nothing(hand) : barsShapes(picture.series, hand);
    case 'line':
      return [];
  }
}

function nothing({ pen, look }: Hand): Shape[] {
  return [
    textShape(
      { text: '—', x: look.width / 2, y: look.top + 28, align: 'center', fill: COLOURS.muted },
      look.title,
      pen.families,
    ),
  ];
}

/** Title, unit and footer. */
function frame(picture: Picture, { pen, look }: Hand): Shape[] {
  const { margin, title: large, caption } = look;
  const width = look.width - 2 * margin;
  const unit = picture.kind === 'bars' && picture.unit ? pen.fit(picture.unit, caption, width / 4) : '';
  const title = pen.fit(picture.title, large, width - pen.width(unit, caption) - (unit ? margin : 0));
  const footer = pen.fit(picture.footer ?? '', caption, width);
  const foot = pictureSize(picture, look.size).height - look.footer.height / 2 - 2;
  return [
    textShape({ text: title, x: margin, y: large.y, fill: COLOURS.ink }, large, pen.families),
    textShape(
      { text: unit, x: look.width - margin, y: caption.y, align: 'right', fill: COLOURS.muted },
      caption,
      pen.families,
    ),
    textShape({ text: footer, x: margin, y: foot, fill: COLOURS.muted }, caption, pen.families),
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
