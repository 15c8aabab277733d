import { digestMessage, digestOver, writtenIn } from '../../src/cards/digest.ts';
import { type Context, command, show } from '../../src/chat/command.ts';
import { optional, team } from '../../src/chat/field.ts';
import { slotBefore } from '../../src/domain/digest-slots.ts';
import { languageOf, subtree, type Team } from '../../src/domain/people.ts';
import { roomScope, type Scope } from '../../src/domain/permission.ts';
import { penOf } from '../deal/answer.ts';
import { everybodyReads, isHere, listedFor } from './which.ts';

export const digestNow = command({
  name: 'digest.now',
  says: { en: ['digest now', 'digest'], zh: ['日报 现在', '现在日报', '日报'] },
  help: { en: 'Show the digest as of now', zh: '现在就看日报' },
  example: { en: 'digest now', zh: '日报 现在' },
  fields: { team: optional(team()) },
  needs: { action: 'team.read', on: 'team' },
  async run(said, context) {
    const { person, teams, read, here, may } = context;
    const reads = may('organisation.change', null) && person.role !== 'admin';
    const teamId = said.team?.id ?? (reads ? null : person.teamId);
    const subject = teams.find((one) => one.id === teamId) ?? null;
    const chosen = subject === null ? null : { team: subject };
    const aloud =
      here.kind === 'room' && may('digest.change', chosen) && (await everybodyReads(subject, context));
    const digest = await read.digest(
      {
        teamId,
        ...(await before(subject, context)),
        manager: !aloud && person.role === 'manager' ? { bottlenecks: true } : null,
      },
      aloud ? everybodys(subject, teams) : context.scope,
    );
    // A shared place has one language.
    const language = languageOf(teamId, { organisation: context.organisation, people: await read.people() });
    const pen = aloud ? writtenIn(language, penOf(context)) : penOf(context);
    const message = digestMessage(digest, { occasion: 'now', shown: digestOver(subject, pen), pen });
    return aloud ? { kind: 'show', message, aloud } : show(message);
  },
});

/** What everybody in a room may see. */
const everybodys = (team: Team | null, teams: readonly Team[]): Scope =>
  roomScope(team === null ? 'all' : subtree(teams, team.id));

/** Compared with the last digest about the same deals that the reader could know of; else with yesterday's work. */
async function before(team: Team | null, context: Context) {
  const { read, organisation, now } = context;
  const about = (await listedFor(context))
    .map((one) => one.schedule)
    .filter((one) => one.teamId === (team?.id ?? null));
  const last = about.find((one) => isHere(one, context)) ?? about[0];
  const { zone, calendar } = organisation;
  return {
    memory: last === undefined ? null : await read.digestMemory(last.id),
    since: slotBefore({ cadence: { kind: 'workdays' }, time: '09:00', zone, calendar }, now),
  };
}
