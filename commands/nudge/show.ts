import { type Standing, standingCard } from '../../src/cards/nudge.ts';
import { type Context, command, show } from '../../src/chat/command.ts';
import { optional, team } from '../../src/chat/field.ts';
import { laddersOf, nextNudge, QUIET, standIn } from '../../src/domain/nudge.ts';
import { subtree } from '../../src/domain/people.ts';
import { stallsOf } from '../../src/domain/stall.ts';
import type { DealLine } from '../../src/domain/views.ts';
import { penOf } from '../deal/answer.ts';
import { aroundOf } from '../deal/around.ts';

export const nudgeShow = command({
  name: 'nudge.show',
  says: {
    en: ['nudge show', 'nudges', 'nudge'],
    zh: ['提醒 查看', '查看提醒', '我的提醒', '提醒'],
  },
  title: { en: 'Stalled deals', zh: '停滞商机' },
  help: { en: 'Stalled deals, who was told and who is next', zh: '停滞的商机：提醒过谁、接下来提醒谁' },
  example: { en: 'nudge show', zh: '提醒 查看' },
  fields: { team: optional(team()) },
  needs: { action: 'team.read', on: 'team' },
  reads: true,
  async run({ team: named }, context) {
    const { person, teams, m } = context;
    const about = named ?? (person.role === 'manager' ? teams.find((one) => one.id === person.teamId) : null);
    const deals = about == null ? await watchedBy(context) : await dealsOf(subtree(teams, about.id), context);
    const standings = await standingsOf(deals, context);
    const { show: say } = m.nudge;
    const whose = about == null ? say.mine : about.name;
    const card = standingCard(
      standings,
      { whose, reader: person, quiet: person.quiet ?? QUIET },
      penOf(context),
    );
    return show({
      text: about == null ? say.ofMine(standings.length) : say.ofTeam(whose, standings.length),
      card,
    });
  },
});

const dealsOf = (teamIds: readonly string[], { read, scope }: Context): Promise<readonly DealLine[]> =>
  read.deals({ teamIds, status: ['open'] }, scope);

/** One's own deals, and those of whoever one stands in for today. */
async function watchedBy({
  read,
  person,
  scope,
  teams,
  officeDay: today,
}: Context): Promise<readonly DealLine[]> {
  const [people, leaves] = await Promise.all([read.people(), read.leaves(today)]);
  const owners = people.filter((one) => standIn(one.id, { people, teams, leaves }, today)?.id === person.id);
  const ids = [...new Set([person.id, ...owners.map((one) => one.id)])];
  const found = await Promise.all(
    ids.map((ownerId) =>
      read.deals({ ownerId, status: ['open'] }, ownerId === person.id ? scope : sharedBy(scope)),
    ),
  );
  return found.flat();
}

/** A deputy follows up what is open to a team, whatever team that is; being a deputy opens nothing confidential. */
const sharedBy = (scope: Context['scope']): Context['scope'] => ({ ...scope, teams: 'all' });

async function standingsOf(deals: readonly DealLine[], context: Context): Promise<readonly Standing[]> {
  const { read, now, officeDay: today, organisation } = context;
  const { pipelines, p90 } = await aroundOf(context);
  const office = { zone: organisation.zone, calendar: organisation.calendar };
  const stalls = deals.flatMap((deal) => stallsOf(deal, { today, office, pipelines, p90 }));
  const numbers = stalls.map((stall) => stall.deal.number);
  const [given, homes, acted] = await Promise.all([
    read.nudgesOf(numbers),
    read.withHome(numbers),
    read.lastActed(numbers),
  ]);
  const open = stalls.filter(({ deal }) => !deal.state.confidential && homes.has(deal.number));
  const threads = new Set(open.map(({ deal }) => deal.number));
  const { currency } = organisation;
  const ladders = laddersOf({ stalls, given, threads, acted, now, office, currency });
  return ladders.map(({ stall, also, ladder }) => ({
    stall,
    also,
    last: ladder.given.at(-1) ?? null,
    next: nextNudge(stall, ladder),
  }));
}
