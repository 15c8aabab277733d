import type { DealState } from '../../domain/deal.ts';
import { best, type Known, type Mention, mentions } from '../../domain/mention.ts';
import type { Locale, Person, Team } from '../../domain/people.ts';
import type { Scope } from '../../domain/permission.ts';
import type { Stage } from '../../domain/stage.ts';
import type { DealLine, DealView } from '../../domain/views.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Reads } from '../../store/reads.ts';
import type { Option } from '../form.ts';
import type { Scene } from '../line.ts';

/** Phase two: raw values become values, references are looked up in the organisation. */
export type Resolving = {
  read: Reads;
  scope: Scope;
  person: Person;
  teams: readonly Team[];
  locale: Locale;
  m: Messages;
  scene: Scene;
  /** The deal whose home thread the line was said in. */
  hereDeal: number | null;
  hereStages: readonly Stage[];
  /** May the person do what the verb needs to this deal? Narrows several matches to the sensible ones. */
  fits(deal: DealLine, collaborators: readonly string[]): boolean;
  /** The field that the verb does something to; 'nothing' when it does nothing to anything. */
  on: string;
};

/** What looking a reference up came to. */
export type Found =
  /** `deal`: what the rest of the line then speaks of: its stages, its currency. */
  /** `left`: what of the words that were said is not its name. */
  | { kind: 'value'; value: unknown; raw: string; deal?: DealView; left?: string }
  /** `closed`: the deals that would have been meant, had they not been closed. */
  | { kind: 'fault'; fault: string; closed?: readonly DealLine[] }
  /** All that was meant is others' to change. */
  | { kind: 'theirs'; deals: readonly DealLine[] }
  | { kind: 'choose'; options: readonly Option[] }
  | { kind: 'nothing' };

/** A line whose names are being looked up. */
export type Search = {
  /** Text in which names are looked for; each one found is taken out. */
  rest: string;
  known: readonly Known[];
  /** The stages that the line may mean: the deal's own once it is known. */
  stages: readonly Stage[];
  /** The deal, once it is known. */
  deal?: DealState;
  /** What an amount is in that names no currency. */
  currency: string;
  /** What no name takes is free text. */
  prose: boolean;
};

export const optionOf = (mention: Mention): Option => ({
  value: mention.known.id,
  label: mention.known.name,
});

/** An option that is said by its name. */
export const byName = ({ name }: Known): Option => ({ value: name, label: name });

/** The best mentions of some kinds; their words are taken out of the rest, with the word that led to them. */
export function take(
  search: Search,
  kinds: readonly Known['kind'][],
  leads: readonly string[] = [],
): Mention[] {
  const found = best(
    mentions(
      search.rest,
      search.known.filter((one) => kinds.includes(one.kind)),
    ),
  );
  const [first] = found;
  if (first === undefined) return found;
  const before = new RegExp(`(?<![\\p{L}\\p{N}])(?:${leads.join('|')})\\s*$`, 'iu').exec(
    search.rest.slice(0, first.start),
  );
  const start = leads.length === 0 || before === null ? first.start : before.index;
  search.rest = cut(search.rest, { ...first, start });
  return found;
}

export const cut = (text: string, { start, end }: { start: number; end: number }): string =>
  `${text.slice(0, start)} ${text.slice(end)}`
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，、;；:：的]+|[\s,，、;；:：]+$/g, '');
