import { formatMoney } from '../../domain/money.ts';
import type { Locale, Person } from '../../domain/people.ts';
import { type Pipeline, stageName } from '../../domain/stage.ts';
import type { DealLine } from '../../domain/views.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Option } from '../form.ts';

/** Who chooses among deals, and in which words. */
export type Choosing = {
  person: Pick<Person, 'id' | 'teamId'>;
  locale: Locale;
  m: Messages;
  pipelines: readonly Pipeline[];
};

/** Deals to choose from: one's own first, then the team's; of each those in progress before the closed ones. */
export const dealOptions = (deals: readonly DealLine[], choosing: Choosing): Option[] =>
  [...deals]
    .sort((a, b) => rank(a, choosing) - rank(b, choosing))
    .map((deal) => ({
      value: `#${deal.number}`,
      label: `#${deal.number} ${deal.name}`,
      detail: detailOf(deal, choosing),
    }));

function rank({ state }: DealLine, { person }: Choosing): number {
  const whose = state.ownerId === person.id ? 0 : state.teamId === person.teamId ? 2 : 4;
  return whose + (state.status === 'open' ? 0 : 1);
}

/** What tells two deals of one customer apart. */
function detailOf({ customer, state, owner }: DealLine, { person, locale, m, pipelines }: Choosing): string {
  const { status, amount: minor, currency, stageId } = state;
  const stage = pipelines.flatMap((one) => one.stages).find((one) => one.id === stageId);
  const stands = status === 'open' && stage !== undefined ? stageName(stage, locale) : m.deal.status[status];
  return [
    customer,
    stands,
    minor === null ? null : formatMoney({ minor, currency }, locale, 'short'),
    state.ownerId === person.id ? null : owner.name,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
