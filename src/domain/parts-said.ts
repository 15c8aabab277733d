import type { Day } from './day.ts';
import { findAmounts, type Money, parseMoney } from './money.ts';
import { findDates, type WhenOptions } from './when.ts';

/** One part of a deal as it was said: 一期30万签了. */
export type PartSaid = { name: string; amount: Money | null; day: Day | null; won: boolean };

/** 一期30万签了，二期明年 · phase one 300k signed, phase two next year: the part that goes its own way, and the rest. */
export function partsSaid(
  line: string,
  at: WhenOptions & { currency: string },
): { part: PartSaid; rest: PartSaid | null } {
  const [first = '', ...others] = line
    .split(/[，；;。、]|,(?!\d)|\s+(?:and|then)\s+/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const rest = others.join(' ');
  return { part: partSaid(first, at), rest: rest === '' ? null : partSaid(rest, at) };
}

const WON = /签了|签掉了?|已签约?|签约了?|成交了?|拿下了?|赢了|\b(?:won|signed|closed)\b/giu;
/** Words that only say that something is left. */
const LEFT = /^(?:剩下的?|剩余的?|其余的?|余下的?|the\s+rest|rest|remaining)\s*/iu;

function partSaid(piece: string, at: WhenOptions & { currency: string }): PartSaid {
  const won = piece.search(WON) >= 0;
  const direction = won ? ('past' as const) : ('future' as const);
  const text = piece.replace(WON, ' ');
  const dates = findDates(text, { ...at, direction });
  const amounts = findAmounts(text, at.currency).filter(
    (one) => !dates.some((date) => date.start < one.end && one.start < date.end),
  );
  const spans = [...dates.slice(0, 1), ...amounts.slice(0, 1)].sort((a, b) => b.start - a.start);
  const name = spans
    .reduce((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text)
    .replace(/\s+/g, ' ')
    .trim();
  const [date] = dates;
  const [amount] = amounts;
  const money = amount === undefined ? null : parseMoney(amount.text, at.currency);
  return {
    name: name.replace(LEFT, '').trim(),
    // An amount whose unit had to be guessed is left for the form to ask.
    amount:
      money === null || 'refused' in money || money.confirm === true
        ? null
        : { minor: money.minor, currency: money.currency },
    day: date === undefined ? null : (date.until ?? date.day),
    won,
  };
}
