import { readNumber } from '../numeral.ts';

/** A time of day in words: 下午3点半, 3pm, at 15:00. `time` is absent for a part of the day without an hour. */
export type Clock = { time?: string; length: number };

const ZH =
  /^(?:\s?[的,，]?\s?)(?<p>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚)?\s?(?:(?<h>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点|时(?!间|候|代))(?:(?<half>半|一刻|三刻)|(?<m>\d{1,2}|[一二三四五六七八九十]{1,3})分?)?整?|(?<hh>\d{1,2}):(?<mm>\d{2})(?!\d|\s?[ap]\.?m))/i;
const EN =
  /^(?:\s*,?\s*(?:in the\s+)?(?<p>morning|afternoon|evening|night|noon|am|pm)\b)?(?:\s*,?\s*(?:at|@|by|around|from)?\s*(?<h>\d{1,2})(?::(?<m>\d{2}))?\s?(?<ap>am|pm|a\.m\.|p\.m\.)(?!\w))?/i;
const EN_24 = /^\s*,?\s*(?:at|@|by|around|from)?\s*(?<h>\d{1,2}):(?<m>\d{2})(?![\d:])/i;
const EN_AT = /^\s*(?:at|@)\s*(?<h>\d{1,2})(?![\w:./%-]|\s?(?:%|percent|people|k\b))/i;

/** The time of day that follows a date. `text` begins right after it; `said` is the date's own text. */
export function clockAfter(text: string, said: string): Clock | undefined {
  return chinese(text, said) ?? english(text);
}

/** 3pm tomorrow, at 15:00 on friday: the time of day that stands before a date, up to the end of `text`. */
export function clockBefore(text: string): Clock | undefined {
  const match =
    /(?<![\w:.])(?:at\s+|@\s*)?(?<h>\d{1,2})(?::(?<m>\d{2}))?\s?(?<ap>am|pm)\s+(?:on\s+|the\s+)?$/i.exec(
      text,
    ) ?? /(?<![\w:.])(?:at\s+|@\s*)(?<h>\d{1,2})(?::(?<m>\d{2}))?\s+(?:on\s+)?$/i.exec(text);
  if (!match) return undefined;
  const { h, m, ap } = match.groups ?? {};
  const half = ap ?? (m === undefined ? likelyHalf(Number(h)) : undefined);
  return timed({ hour: Number(h), minute: Number(m ?? 0), half }, match[0].length);
}

function chinese(text: string, said: string): Clock | undefined {
  const match = ZH.exec(text);
  if (!match) return undefined;
  const { p, h, half, m, hh, mm } = match.groups ?? {};
  const minute = half ? { 半: 30, 一刻: 15, 三刻: 45 }[half] : (readNumber(m ?? mm ?? '0') ?? 0);
  // 明晚8点 and 周三下午3点 say the half of the day in the date itself.
  const when = p ?? /(?:凌晨|早|上午|中午|下午|傍晚|晚)/.exec(said)?.[0] ?? '';
  return timed(
    { hour: readNumber(h ?? hh ?? '') ?? -1, minute: minute ?? 0, half: halfOf(when) },
    match[0].length,
  );
}

function halfOf(when: string): string | undefined {
  if (/[下晚傍]/.test(when)) return 'pm';
  return when === '' ? undefined : when === '中午' ? 'noon' : 'am';
}

function english(text: string): Clock | undefined {
  const exact = EN_24.exec(text);
  if (exact?.groups) {
    const { h, m } = exact.groups;
    const rest = /^\s?(am|pm)\b/i.exec(text.slice(exact[0].length));
    return timed(
      { hour: Number(h), minute: Number(m), half: rest?.[1] },
      exact[0].length + (rest?.[0].length ?? 0),
    );
  }
  const match = EN.exec(text);
  if (match && match[0].trim() !== '') {
    const { p, h, m, ap } = match.groups ?? {};
    if (h !== undefined)
      return timed({ hour: Number(h), minute: Number(m ?? 0), half: ap ?? p }, match[0].length);
    return /^noon$/i.test(p ?? '') ? { time: '12:00', length: match[0].length } : { length: match[0].length };
  }
  const at = EN_AT.exec(text);
  if (!at?.groups) return undefined;
  const hour = Number(at.groups.h);
  return timed({ hour, minute: 0, half: likelyHalf(hour) }, at[0].length);
}

/** Nobody meets at 3 in the night. */
function likelyHalf(hour: number): string | undefined {
  return hour < 7 ? 'pm' : undefined;
}

function timed(
  at: { hour: number; minute: number; half: string | undefined },
  length: number,
): Clock | undefined {
  const half = at.half?.toLowerCase().replaceAll('.', '');
  const afternoon = half === 'pm' && at.hour < 12;
  const midnight = half === 'am' && at.hour === 12;
  const noon = half === 'noon' && at.hour < 3;
  const hour = afternoon || noon ? at.hour + 12 : midnight ? 0 : at.hour;
  if (hour < 0 || hour > 23 || at.minute > 59) return undefined;
  return { time: `${String(hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`, length };
}
