import { digestMessage, digestOver, writtenIn } from '../../src/cards/digest.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import { optional, team } from '../../src/chat/field.ts';
import { readerOf, slotBefore } from '../../src/domain/digest-slots.ts';
import { languageOf, subtree, type Team } from '../../src/domain/people.ts';
import { roomScope, type Scope } from '../../src/domain/permission.ts';
import { penOf } from '../deal/answer.ts';
import { seesNoDeals } from '../funnel/asked.ts';
import { everybodyReads, isHere, listedFor } from './which.ts';

export const digestNow = command({
  name: 'digest.now',
  says: { en: ['digest now', 'digest'], zh: ['日报 现在', '现在日报', '日报', '汇报'] },
  title: { en: 'Digest as of now', zh: '此刻的汇报' },
  help: { en: 'Show the digest as of now', zh: '现在就看汇报' },
  example: { en: 'digest now', zh: '日报 现在' },
  fields: { team: optional(team()) },
  needs: { action: 'team.read', on: 'team' },
  reads: true,
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
        ...(await before({ team: subject, aloud }, context)),
        manager: !aloud && person.role === 'manager' ? { bottlenecks: true } : null,
      },
      aloud ? everybodys(subject, teams) : context.scope,
    );
    if (seesNoDeals(digest.report, person)) return refuse(context.m.funnel.noDeals);
    // A shared place has one language, where it has not both.
    const language = languageOf(teamId, { organisation: context.organisation, people: await read.people() });
    const pen = aloud && !context.bilingual ? writtenIn(language, penOf(context)) : penOf(context);
    const message = digestMessage(digest, {
      occasion: 'now',
      shown: digestOver(subject, pen, { room: aloud }),
      pen,
    });
    return aloud ? { kind: 'show', message, aloud } : show(message);
  },
});

/** What everybody in a room may see. */
const everybodys = (team: Team | null, teams: readonly Team[]): Scope =>
  roomScope(team === null ? 'all' : subtree(teams, team.id));

/**
 * Compared with the last digest about the same deals that was for the same eyes. Of another one only its time is taken:
 * what it did not know, because not everybody may, is not new for that.
 */
async function before({ team, aloud }: { team: Team | null; aloud: boolean }, context: Context) {
  const { read, organisation, now } = context;
  const about = (await listedFor(context))
    .map((one) => one.schedule)
    .filter((one) => one.teamId === (team?.id ?? null));
  const same = about.filter((one) => (readerOf(one.room) === null) === aloud);
  const last = same.find((one) => isHere(one, context)) ?? same[0] ?? about[0];
  const memory = last === undefined ? null : await read.digestMemory(last.id);
  const { zone, calendar } = organisation;
  const since = slotBefore({ cadence: { kind: 'workdays' }, time: '09:00', zone, calendar }, now);
  return last !== undefined && same.includes(last)
    ? { memory, since }
    : { memory: null, since: memory?.until ?? since };
}
