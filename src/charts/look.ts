import type { Tone } from '../chat/card.ts';

/** Logical pixels; every picture is drawn at twice this density. */
export const WIDTH = 1200;
export const MARGIN = 48;
/** Where the content of a picture begins, below its title. */
export const TOP = 108;

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
