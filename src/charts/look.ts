import type { Tone } from '../chat/card.ts';
import type { Lettering } from './lettering.ts';

/** What a picture is laid out for: the column of a chat, or a phone, where nothing is written smaller than 12. */
export type Size = 'wide' | 'narrow';

/** Logical pixels. `top` is where the content begins, below the title. */
export type Look = {
  size: Size;
  width: number;
  /** Pixels drawn for a logical one. */
  density: number;
  margin: number;
  top: number;
  title: Lettering & { y: number };
  caption: Lettering & { y: number };
  footer: { height: number; rest: number };
};

export const LOOKS: Readonly<Record<Size, Look>> = {
  wide: {
    size: 'wide',
    width: 1200,
    density: 2,
    margin: 48,
    top: 108,
    title: { size: 30, weight: 700, y: 54 },
    caption: { size: 20, weight: 400, y: 57 },
    footer: { height: 52, rest: 24 },
  },
  narrow: {
    size: 'narrow',
    width: 320,
    density: 3,
    margin: 10,
    top: 44,
    title: { size: 15, weight: 700, y: 22 },
    caption: { size: 12, weight: 400, y: 22 },
    footer: { height: 30, rest: 10 },
  },
};

export const COLOURS = {
  paper: '#ffffff',
  ink: '#1b2433',
  text: '#46536a',
  muted: '#6f7c91',
  line: '#dde3ec',
  faint: '#f1f4f8',
} as const;

export const TONES: Readonly<Record<Tone, string>> = {
  plain: '#3f6fb5',
  good: '#2a9d84',
  warn: '#d98a29',
  bad: '#c9504c',
  muted: '#b4becd',
};

/** Lines of a chart, told apart in print and by colour-blind eyes. */
export const LINES = ['#3d55b8', '#27a398', '#d98a29', '#8a63b8', '#6f7c91', '#c9504c'] as const;

const RAMP = { first: [41, 163, 152], last: [70, 82, 190] } as const;

/** A colour between teal and indigo: `share` from 0 to 1. */
export function ramp(share: number): string {
  const channel = (index: 0 | 1 | 2) =>
    Math.round(RAMP.first[index] + (RAMP.last[index] - RAMP.first[index]) * share);
  return `rgb(${channel(0)}, ${channel(1)}, ${channel(2)})`;
}
