import { type Listed, type Reading, scheduleText, whereText } from '../../src/cards/digest-list.ts';
import { type Context, type Outcome, refuse, show } from '../../src/chat/command.ts';
import { optional, text } from '../../src/chat/field.ts';
import { readerOf, type Schedule } from '../../src/domain/digest-slots.ts';
import type { Team } from '../../src/domain/people.ts';
import { penOf } from '../deal/answer.ts';

/** A digest, by its place in the list; buttons carry its id. */
export const which = optional(
  text({ label: { en: 'Which digest', zh: '哪份汇报' }, example: { en: '1', zh: '1' }, maxLength: 60 }),
);

export const readingOf = (context: Context): Reading => ({
  here: context.here,
  teams: context.teams,
  pen: penOf(context),
  postedAt: context.postedAt,
});

/** Digests that the person may know of. Somebody's private digest is theirs alone. */
export async function listedFor(context: Context): Promise<readonly Listed[]> {
  const all = await context.read.schedules();
  return all
    .filter((schedule) => mayKnow(schedule, context))
    .map((schedule) => ({ schedule, mayChange: mayChange(schedule, context) }));
}

const mine = ({ room, createdBy }: Schedule, { person }: Context): boolean =>
  readerOf(room) !== null && createdBy === person.id;

function mayKnow(schedule: Schedule, context: Context): boolean {
  if (readerOf(schedule.room) !== null) return mine(schedule, context);
  if (isHere(schedule, context) || mayChange(schedule, context)) return true;
  const team = context.teams.find((one) => one.id === schedule.teamId);
  return context.may('team.read', team === undefined ? null : { team });
}

/** A digest about the whole organisation is changed by who set it up, or by those who run the organisation. */
function mayChange(schedule: Schedule, context: Context): boolean {
  const { may, person, teams } = context;
  if (mine(schedule, context)) return true;
  const team = teams.find((one) => one.id === schedule.teamId);
  if (team !== undefined) return may('digest.change', { team });
  return may('organisation.change', null) || (schedule.createdBy === person.id && may('digest.change', null));
}

export const isHere = ({ room }: Schedule, { here }: Context): boolean =>
  room.platform === here.platform && room.workspace === here.workspace && room.channel === here.channel;

/** The digest that is meant: the one named, the only one of this room, the only one; else a list to choose from. */
export async function scheduleSaid(
  said: string | null,
  line: string,
  context: Context,
): Promise<{ schedule: Schedule } | { outcome: Outcome }> {
  const all = (await listedFor(context)).filter((one) => one.mayChange).map((one) => one.schedule);
  const { m } = context;
  if (said !== null) {
    const number = /^#?\s*(\d{1,3})$/.exec(said.trim())?.[1];
    const found =
      all.find((one) => one.id === said) ?? (number === undefined ? undefined : all[Number(number) - 1]);
    return found === undefined ? { outcome: refuse(m.schedule.noSuch) } : { schedule: found };
  }
  const here = all.filter((one) => isHere(one, context));
  const [only, ...others] = here.length > 0 ? here : all;
  if (only === undefined) return { outcome: refuse(m.schedule.noSuch) };
  if (others.length === 0) return { schedule: only };
  return { outcome: choose([only, ...others], line, context) };
}

function choose(all: readonly Schedule[], line: string, context: Context): Outcome {
  const reading = readingOf(context);
  const items = all.map((schedule) => ({
    title: scheduleText(schedule, reading),
    detail: whereText(schedule.room, reading),
    press: { line, values: { which: schedule.id } },
  }));
  const title = context.m.schedule.which;
  return show({ text: title, card: { title, elements: [{ kind: 'list', items }] } });
}

/** May everybody in this room read the team's numbers, or every team's? */
export async function everybodyReads(team: Team | null, context: Context): Promise<boolean> {
  for (const one of team === null ? context.teams : [team]) {
    if (!(await context.everyoneMay('team.read', { team: one }))) return false;
  }
  return true;
}
