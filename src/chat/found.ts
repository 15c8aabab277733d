import { best, type Known, type Mention, mentions } from '../domain/mention.ts';
import type { Locale, Person, Team } from '../domain/people.ts';
import type { Action, Scope } from '../domain/permission.ts';
import type { Stage } from '../domain/stage.ts';
import type { DealLine, DealView } from '../domain/views.ts';
import type { Messages } from '../i18n/en.ts';
import type { Reads } from '../store/reads.ts';
import type { Option } from './form.ts';
import type { Scene } from './line.ts';

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
  /** May the person do what the verb needs to this deal? Narrows several matches to the sensible ones. */
  fits(deal: DealLine, action: Action): boolean;
  action: Action;
};

/** What looking a reference up came to. */
export type Found =
  /** `deal`: what the rest of the line then speaks of: its stages, its currency. */
  | { kind: 'value'; value: unknown; raw: string; deal?: DealView }
  | { kind: 'fault'; fault: string }
  | { kind: 'choose'; options: readonly Option[] }
  | { kind: 'nothing' };

/** A line whose names are being looked up. */
export type Search = {
  /** Text in which names are looked for; each one found is taken out. */
  rest: string;
  known: readonly Known[];
  /** The stages that the line may mean: the deal's own once it is known. */
  stages: readonly Stage[];
  /** What a bare amount is in: the deal's own currency once it is known. */
  currency: string;
};

export const optionOf = (mention: Mention): Option => ({
  value: mention.known.id,
  label: mention.known.name,
});

/** The best mentions of some kinds; their words are taken out of the rest. */
export function take(search: Search, kinds: readonly Known['kind'][]): Mention[] {
  const found = best(
    mentions(
      search.rest,
      search.known.filter((one) => kinds.includes(one.kind)),
    ),
  );
  const [first] = found;
  if (first !== undefined) search.rest = cut(search.rest, first);
  return found;
}

export const cut = (text: string, { start, end }: { start: number; end: number }): string =>
  `${text.slice(0, start)} ${text.slice(end)}`
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，、;；:：的]+|[\s,，、;；:：]+$/g, '');
