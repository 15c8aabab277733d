import { listed } from '../../src/cards/list.ts';
import type { Context, Outcome } from '../../src/chat/command.ts';
import { show } from '../../src/chat/command.ts';
import { choice, optional } from '../../src/chat/field.ts';
import { byNeed } from '../../src/domain/attention.ts';
import { subtree } from '../../src/domain/people.ts';
import type { Review } from '../../src/domain/review.ts';
import { aroundOf } from '../deal/around.ts';
import { dropped, saved, standingMessage, standingOf, underWay } from './going.ts';

export const restart = optional(
  choice<'yes'>({
    label: { en: 'Start again', zh: '重新开始' },
    options: [
      { value: 'yes', label: { en: 'from the start', zh: '重新' }, also: ['restart', 'again', '重来'] },
    ],
  }),
);

/** Goes on where it was left, or begins: what needs attention first, larger deals first. */
export async function begin(
  of: { teamId: string | null; restart: 'yes' | null },
  context: Context,
): Promise<Outcome> {
  const { m, newId } = context;
  const before = (await underWay(context)).filter(({ review }) => review.teamId === of.teamId);
  const [last] = before;
  if (last !== undefined && of.restart === null) {
    const standing = await standingOf(last, context);
    if (standing.view !== null) {
      const message = await standingMessage(standing, context);
      const line = of.teamId === null ? 'review' : 'review team';
      const values = { restart: 'yes', ...(of.teamId === null ? {} : { team: of.teamId }) };
      return show({ ...message, buttons: [{ label: m.review.restart, says: { line, values } }] });
    }
  }
  const review: Review = { teamId: of.teamId, deals: await dealsOf(of.teamId, context), results: {} };
  if (review.deals.length === 0) return show({ text: m.review.nothing });
  const going = { id: newId(), review };
  return {
    kind: 'record',
    changes: [...before.map(dropped), saved(going)],
    reply: async (after) =>
      standingMessage(await standingOf(going, context, after), context, { read: after }),
  };
}

async function dealsOf(teamId: string | null, context: Context): Promise<number[]> {
  const { read, person, scope, teams } = context;
  const whose = teamId === null ? { ownerId: person.id } : { teamIds: subtree(teams, teamId) };
  const [deals, around] = await Promise.all([
    read.deals({ ...whose, status: ['open'] }, scope),
    aroundOf(context),
  ]);
  const all = deals.map((deal) => listed(deal, around));
  return byNeed(all, context.organisation.currency).map((deal) => deal.number);
}
