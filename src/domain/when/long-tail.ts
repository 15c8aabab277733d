import { casual } from 'chrono-node/en';
import { dayFrom, instantOf } from '../day.ts';
import type { Candidate, Scene } from './rule.ts';

/** Longer text is a pasted document; nobody wants to wait for its long tail. */
const LONGEST = 500;

/** Only what cannot be anything else: a month with a day in words, or a distance from now. */
const TRUSTED =
  /\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty|thirtieth|thirty|\d{1,2}(?:st|nd|rd|th)?)\b.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:the\s+)?(?:\d|first|second|third)|(?:ago|from now|from today|later)$)/i;
const VAGUE = /\b(?:few|some|several|many)\b/i;

/**
 * What chrono-node finds in English beyond our own rules (twenty days from now, the first of December). It
 * also invents dates, so only whole days in unmistakable words are taken.
 */
export function longTail(text: string, scene: Scene): Candidate[] {
  if (text.length > LONGEST || !/[a-z]{3}/i.test(text)) return [];
  const noon = instantOf(scene.today, '12:00', scene.zone);
  const offset = (Date.parse(`${scene.today}T12:00:00Z`) - noon.getTime()) / 60_000;
  const results = casual.parse(
    text,
    { instant: noon, timezone: offset },
    { forwardDate: scene.direction !== 'past' },
  );
  return results.flatMap((result) => {
    const { start, end } = result;
    // Spans of days are joined by findDates.
    if (end || !start.isCertain('day') || !start.isCertain('month')) return [];
    if (!TRUSTED.test(result.text) || VAGUE.test(result.text)) return [];
    const day = dayFrom(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
    return day ? [{ day, start: result.index, end: result.index + result.text.length }] : [];
  });
}
