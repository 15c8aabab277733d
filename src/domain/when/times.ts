import { halfWidth } from '../numeral.ts';
import { clockAfter } from './clock.ts';

/** A time of day in a line, 'HH:MM'; null when it is written like one and is none: 25:00. */
export type TimeSpan = { time: string | null; start: number; end: number; text: string };

/** Where a time of day may begin: 下午5点, 晚上8点半, 8am, 20:00, noon, at 8. */
const BEGINS =
  /凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|早(?=\s?[\d一二两三四五六七八九十])|晚(?=\s?[\d一二两三四五六七八九十])|(?<![\d:.,/#])\d|(?<![一二两三四五六七八九十周期拜])[一二两三四五六七八九十](?=[一二三四五六七八九十]?[点时])|(?<!\p{L})(?:at\s|@\s?|noon(?!\p{L})|midnight(?!\p{L}))/giu;
/** Written like a time of day, whether or not there is one. */
const LIKE_ONE =
  /^(?:凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚)?\s?(?:\d{1,2}\s?:\s?\d{1,2}(?!\d)|\d{1,2}\.\d\d\s?(?:am|pm)(?!\w)|\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)|(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:点|时(?!间|候|代))\S{0,3})/iu;

/** The times of day in a line, in order. */
export function findTimes(line: string): TimeSpan[] {
  const text = halfWidth(line);
  const found: TimeSpan[] = [];
  for (const { index } of text.matchAll(BEGINS)) {
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const one = timeAt(text, index);
    if (one !== null) found.push({ ...one, text: line.slice(one.start, one.end) });
  }
  return found;
}

/** The one time of day that a field holds; null when it holds none. */
export function parseTime(text: string): string | null {
  const [only, second] = findTimes(text.trim());
  return only === undefined || second !== undefined || only.text !== text.trim() ? null : only.time;
}

function timeAt(text: string, start: number): Omit<TimeSpan, 'text'> | null {
  const rest = text.slice(start);
  if (/^midnight/iu.test(rest)) return { time: '00:00', start, end: start + 'midnight'.length };
  const clock = clockAfter(rest, '');
  if (clock?.time !== undefined) return { time: clock.time, start, end: start + clock.length };
  const like = LIKE_ONE.exec(rest);
  return like === null ? null : { time: null, start, end: start + like[0].length };
}
