import type { Picture } from '../chat/card.ts';
import { COLOURS, LINES, MARGIN, TOP, WIDTH } from './look.ts';

type LinePicture = Extract<Picture, { kind: 'line' }>;

export const LINE_HEIGHT = 440;

/** The echarts option of a line chart: gaps where nothing is known, a legend when there are several lines. */
export function lineOption({ x, series }: LinePicture, locale: string) {
  const legend = series.length > 1;
  const figures = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const axisText = { color: COLOURS.muted, fontSize: 16 };
  return {
    legend: {
      show: legend,
      top: TOP - 16,
      left: MARGIN - 5,
      icon: 'roundRect',
      itemWidth: 18,
      itemHeight: 6,
      itemGap: 28,
      textStyle: { color: COLOURS.text, fontSize: 17 },
      data: series.map((_, index) => String(index)),
      // Two lines may have the same name; echarts tells them apart by an id and shows the name.
      formatter: (id: string) => series[Number(id)]?.label ?? '',
    },
    grid: {
      left: MARGIN,
      top: TOP + (legend ? 40 : 8),
      width: WIDTH - 2 * MARGIN,
      height: LINE_HEIGHT - (legend ? 56 : 24),
      // Room for the axis labels is taken from inside.
      outerBoundsMode: 'same' as const,
      outerBoundsContain: 'axisLabel' as const,
    },
    xAxis: {
      type: 'category' as const,
      data: [...x],
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: COLOURS.line, width: 2 } },
      axisLabel: { ...axisText, hideOverlap: true, margin: 14 },
    },
    yAxis: {
      type: 'value' as const,
      splitNumber: 4,
      axisLabel: { ...axisText, margin: 14, formatter: (value: number) => figures.format(value) },
      splitLine: { lineStyle: { color: COLOURS.line } },
    },
    series: series.map(({ values }, index) => ({
      type: 'line' as const,
      name: String(index),
      data: x.map((_, at) => known(values[at])),
      color: LINES[index % LINES.length] ?? COLOURS.ink,
      lineStyle: { width: 3 },
      symbol: 'circle',
      symbolSize: x.length > 40 ? 0 : 8,
      showAllSymbol: true,
      connectNulls: false,
    })),
  };
}

function known(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}
