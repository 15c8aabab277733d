import { createCanvas, GlobalFonts, type Image, loadImage } from '@napi-rs/canvas';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { drawPicture, pictureSize } from '../../src/charts/draw.ts';
import { fontFamilies, subsetOf } from '../../src/charts/fonts.ts';
import type { FunnelBar, Picture } from '../../src/chat/card.ts';

const LABELS = ['线索确认', '需求分析', '方案演示', '商务谈判', '合同审批'];

function bar(label: string, value: number, more: Partial<FunnelBar> = {}): FunnelBar {
  return { label, count: value, value, text: `${value} · ¥${value}万`, ...more };
}

function funnel(bars: readonly FunnelBar[], more: { title?: string; footer?: string } = {}): Picture {
  return { kind: 'funnel', title: '华东团队 · 本月漏斗', bars, ...more };
}

const five = funnel(LABELS.map((label, index) => bar(label, 50 - index * 10)));

const bars: Picture = {
  kind: 'bars',
  title: '各人业绩',
  unit: '万元',
  series: [
    { label: '李伟', value: 5, text: '5' },
    { label: '赵敏', value: -2, text: '−2' },
  ],
};
const lines: Picture = {
  kind: 'line',
  title: '走势',
  x: ['1', '2'],
  series: [{ label: 'a', values: [1, 2] }],
};

async function image(picture: Picture): Promise<Image> {
  return loadImage(Buffer.from(await drawPicture(picture)));
}

/** Pixels of a part of the picture, in logical coordinates. */
async function pixels(
  picture: Picture,
  part: { x: number; y: number; width: number; height: number },
): Promise<Buffer> {
  const context = createCanvas(part.width * 2, part.height * 2).getContext('2d');
  context.drawImage(await image(picture), -part.x * 2, -part.y * 2);
  return Buffer.from(context.getImageData(0, 0, part.width * 2, part.height * 2).data);
}

function isBlank(data: Buffer): boolean {
  return data.every((byte) => byte === 255);
}

const FIRST_LABEL = { x: 40, y: 108, width: 280, height: 52 };
const FIRST_BAR = { x: 560, y: 120, width: 80, height: 20 };

describe('drawPicture', () => {
  test('gives a PNG of twice 1200 pixels, 90 more for each stage', async () => {
    const png = await drawPicture(five);
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const four = funnel(LABELS.slice(1).map((label) => bar(label, 3)));
    const [tall, low] = [await image(five), await image(four)];
    expect([tall.width, low.width]).toEqual([2400, 2400]);
    expect(tall.height - low.height).toBe(180);
  });

  test('for a phone gives 960 pixels, as high as it said it would be', async () => {
    const footer = { footer: '10月1日至今' };
    for (const picture of [five, { ...five, ...footer }, bars, lines]) {
      const { width, height } = pictureSize(picture, 'narrow');
      const drawn = await loadImage(Buffer.from(await drawPicture(picture, 'narrow')));
      expect([drawn.width, drawn.height]).toEqual([3 * width, 3 * height]);
      const wide = pictureSize(picture, 'wide');
      expect([(await image(picture)).width, (await image(picture)).height]).toEqual([
        2 * wide.width,
        2 * wide.height,
      ]);
    }
  });

  test('for a phone writes each stage’s words above its bar', async () => {
    const context = createCanvas(960, 660).getContext('2d');
    context.drawImage(await loadImage(Buffer.from(await drawPicture(five, 'narrow'))), 0, 0);
    const at = (x: number, y: number, width: number, height: number) =>
      Buffer.from(context.getImageData(3 * x, 3 * y, 3 * width, 3 * height).data);
    expect(isBlank(at(10, 44, 70, 20))).toBe(false);
    expect(isBlank(at(240, 44, 70, 20))).toBe(false);
    expect(isBlank(at(150, 70, 20, 10))).toBe(false);
  });

  test('draws labels, bars and numbers', async () => {
    for (const part of [FIRST_LABEL, FIRST_BAR, { x: 920, y: 108, width: 240, height: 52 }]) {
      expect(isBlank(await pixels(five, part))).toBe(false);
    }
    expect(isBlank(await pixels(funnel([]), FIRST_LABEL))).toBe(true);
  });

  test('is the same to the byte when it is drawn anew after other pictures', async () => {
    const png = await drawPicture(five);
    vi.resetModules();
    const again = await import('../../src/charts/draw.ts');
    await again.drawPicture(funnel([bar('完全不同的文字', 7)], { title: '另一张' }));
    expect(Buffer.from(await again.drawPicture(five)).equals(Buffer.from(png))).toBe(true);
  });

  test('is drawn once for all who ask for it', async () => {
    expect(drawPicture(structuredClone(five))).toBe(drawPicture(five));
  });

  test('a warned stage has another colour, an empty one is an outline', async () => {
    const one = (more: Partial<FunnelBar>) => pixels(funnel([bar('线索', 5, more)]), FIRST_BAR);
    expect((await one({ tone: 'warn' })).equals(await one({}))).toBe(false);
    expect(isBlank(await pixels(funnel([bar('线索', 0)]), { x: 590, y: 125, width: 20, height: 10 }))).toBe(
      true,
    );
  });

  test('a label that is too long ends before its bar', async () => {
    const long = funnel([bar('负责大客户的'.repeat(200), 5)]);
    expect(isBlank(await pixels(long, { x: 345, y: 108, width: 15, height: 52 }))).toBe(true);
    expect(isBlank(await pixels(long, { x: 300, y: 108, width: 30, height: 52 }))).toBe(false);
  });

  test.each<[string, Picture]>([
    ['no stage', funnel([])],
    ['twelve stages', funnel(Array.from({ length: 12 }, (_, i) => bar(`第${i}阶段`, 40 - i)))],
    ['only zeros', funnel([bar('a', 0), bar('b', 0)])],
    [
      'values that are no numbers',
      funnel([bar('a', Number.NaN), bar('b', -5), bar('c', Number.POSITIVE_INFINITY)]),
    ],
    [
      'emoji and right-to-left',
      funnel([bar('🎉👨‍👩‍👧', 3), bar('مفاوضات \u202eالعقد', 2), bar('🚀 Go \ud800', 1)]),
    ],
    ['empty texts', funnel([bar('', 1, { text: '', detail: '' })], { title: '', footer: '' })],
    ['no bar', { kind: 'bars', title: 'x', series: [] }],
    [
      'bars below nothing',
      {
        kind: 'bars',
        title: 'x',
        unit: '万元',
        series: [{ label: 'a', value: -3, text: '−3', tone: 'bad' }],
      },
    ],
    ['no line', { kind: 'line', title: 'x', x: [], series: [] }],
    [
      'lines with gaps',
      {
        kind: 'line',
        title: '走势',
        x: ['1', '2', '3'],
        series: [
          { label: 'a', values: [1, null] },
          { label: 'a', values: [] },
        ],
      },
    ],
  ])('draws %s', async (_, picture) => {
    expect((await image(picture)).width).toBe(2400);
  });
});

describe('Chinese', () => {
  afterEach(() => vi.resetModules());

  /** One character in a family list, as pixels. */
  function glyph(character: string, families: string): Buffer {
    const context = createCanvas(60, 60).getContext('2d');
    context.font = `400 40px ${families}`;
    context.fillText(character, 8, 45);
    return Buffer.from(context.getImageData(0, 0, 60, 60).data);
  }

  test('is drawn from the font that comes with us, whatever fonts the machine has', () => {
    const text = '漏斗商机赢率停滞跟进异议￥镕喆垚堃龘國際';
    const families = fontFamilies(text);
    for (const family of families.split(', ')) expect(GlobalFonts.has(family)).toBe(true);
    const box = glyph('\u{10fffd}', fontFamilies(''));
    const seen = new Set<string>();
    for (const character of text) {
      expect(families).toContain(`stagepost-${subsetOf(character)}`);
      const alone = glyph(character, `stagepost-${subsetOf(character)}`);
      expect(alone.equals(box)).toBe(false);
      expect(glyph(character, families).equals(alone)).toBe(true);
      seen.add(alone.toString('base64'));
    }
    expect(seen.size).toBe([...text].length);
  });

  test('shows in the picture: other words, other pixels', async () => {
    const label = (text: string) => pixels(funnel([bar(text, 5)]), FIRST_LABEL);
    expect((await label('漏斗')).equals(await label('商机'))).toBe(false);
    expect((await label('漏斗')).equals(await label('漏斗'))).toBe(true);
  });

  test('has a bold of its own', () => {
    const families = fontFamilies('漏');
    const context = createCanvas(10, 10).getContext('2d');
    const styles = GlobalFonts.families.filter(({ family }) => families.split(', ').includes(family));
    expect(styles.length).toBeGreaterThan(0);
    for (const { styles: weights } of styles)
      expect(weights.map(({ weight }) => weight).sort()).toEqual(expect.arrayContaining([400, 700]));
    context.font = `700 40px ${families}`;
    expect(context.measureText('漏').width).toBeCloseTo(40, 0);
  });
});
