import type { Picture } from '../chat/card.ts';
import { COLOURS, LINES, type Look, type Size } from './look.ts';

type LinePicture = Extract<Picture, { kind: 'line' }>;

type Layout = {
  height: number;
  axis: number;
  legend: { size: number; height: number; gap: number };
  stroke: number;
  symbol: number;
};

const LAYOUTS: Readonly<Record<Size, Layout>> = {
  wide: { height: 440, axis: 16, legend: { size: 17, height: 56, gap: 28 }, stroke: 3, symbol: 8 },
  narrow: { height: 210, axis: 12, legend: { size: 12, height: 40, gap: 12 }, stroke: 2, symbol: 5 },
};

export const lineHeight = ({ size }: Look): number => LAYOUTS[size].height;

/** The echarts option of a line chart: gaps where nothing is known, a legend when there are several lines. */
export function lineOption({ x, series }: LinePicture, { locale, look }: { locale: string; look: Look }) {
  const layout = LAYOUTS[look.size];
  const { margin } = look;
  const legend = series.length > 1;
  const figures = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const axisText = { color: COLOURS.muted, fontSize: layout.axis };
  return {
    legend: {
      show: legend,
      top: look.top - 16,
      left: margin - 5,
      icon: 'roundRect',
      itemWidth: 18,
      itemHeight: 6,
      itemGap: layout.legend.gap,
      textStyle: { color: COLOURS.text, fontSize: layout.legend.size },
      data: series.map((_, index) => String(index)),
      // Two lines may have the same name; echarts tells them apart by an id and shows the name.
      formatter: (id: string) => series[Number(id)]?.label ?? '',
    },
    grid: {
      left: margin,
      top: look.top + (legend ? layout.legend.height - 16 : 8),
      width: look.width - 2 * margin,
      height: layout.height - (legend ? layout.legend.height : 24),
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
      lineStyle: { width: layout.stroke },
      symbol: 'circle',
      symbolSize: x.length > 40 ? 0 : layout.symbol,
      showAllSymbol: true,
      connectNulls: false,
    })),
  };
}

function known(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}
