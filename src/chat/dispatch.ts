import type { Change } from '../domain/change.ts';
import { dayOf } from '../domain/day.ts';
import type { Locale, Person } from '../domain/people.ts';
import { scopeOf } from '../domain/permission.ts';
import { messages } from '../i18n/messages.ts';
import type { Made } from '../store/commit.ts';
import type { Reads } from '../store/reads.ts';
import { answer, type Turn } from './answer.ts';
import { audienceOf, dealsIn } from './audience.ts';
import { cleaned } from './clean.ts';
import type { Context } from './command.ts';
import type { Desk } from './desk.ts';
import { faultOf } from './fault.ts';
import { barredFrom, everyoneMay } from './home.ts';
import { type Input, inputKey } from './input.ts';
import { type Reply, toAsker } from './message.ts';
import { meet } from './newcomer.ts';
import { mayDo } from './permit.ts';

/** Founds an organisation for a workspace that has none, where whoever speaks may do that; null where they may not. */
export type Found = (input: Input) => Promise<string | null>;

/** Hears one input and answers it; everything it records is in one commit, made before it returns. */
export async function hear(
  desk: Desk,
  heard: Input,
  { found }: { found?: Found | undefined } = {},
): Promise<Reply | null> {
  const input = cleaned(heard);
  let locale: Locale = 'en';
  try {
    const there = await desk.organisationOf(input.platform, input.workspace);
    const org = there ?? (await found?.(input)) ?? null;
    if (org === null) return toAsker(messages.en.chat.unknownWorkspace);
    const now = desk.now();
    const read = desk.reads(org, now);
    const before = await read.answered(inputKey(input));
    if (before !== null) return repliedBefore(before);
    const person = await read.identified(input.platform, input.workspace, input.actor);
    if (person === null || person.status === 'pending') {
      const met = await meet({ desk, org, read, now }, input, person);
      return met === 'known' ? await hear(desk, heard) : met;
    }
    locale = person.locale;
    if (person.status === 'left') return toAsker(messages[locale].chat.left);
    const context = await contextOf({ desk, org, read, now, person }, input);
    return await answer(turnOf({ desk, org, input, context, greeted: there === null }));
  } catch (error) {
    const reference = desk.newId().slice(-8);
    desk.log.error({ reference, ...faultOf(error), platform: input.platform }, 'input failed');
    return toAsker(messages[locale].chat.broken(reference));
  }
}

/** A redelivered input gets its first answer again, whatever has happened since. */
const repliedBefore = (reply: unknown): Reply | null => (isReply(reply) ? reply : null);
const isReply = (value: unknown): value is Reply =>
  typeof value === 'object' && value !== null && 'text' in value && 'audience' in value;

type Hearing = { desk: Desk; org: string; read: Reads; now: Date; person: Person };

async function contextOf({ desk, read, now, person }: Hearing, input: Input): Promise<Context> {
  const [organisation, teams] = await Promise.all([read.organisation(), read.teams()]);
  const { platform, workspace, place } = input;
  const zone = person.zone ?? organisation.zone;
  const thread = place.thread ?? null;
  const deal =
    thread === null ? null : await read.dealAt({ platform, workspace, channel: place.channel, thread });
  return {
    person,
    organisation,
    teams,
    scope: scopeOf(person, teams),
    now,
    zone,
    today: dayOf(input.at, zone),
    officeDay: dayOf(input.at, organisation.zone),
    locale: person.locale,
    m: messages[person.locale],
    read,
    here: {
      ...{ platform, workspace, kind: place.kind, channel: place.channel, thread },
      deal: deal?.number ?? null,
      confidential: deal?.confidential === true,
      stages: deal === null ? [] : (await read.pipeline(deal.pipelineId)).stages,
    },
    files: input.files,
    inputId: inputKey(input),
    newId: desk.newId,
    may: (action, subject) => mayDo(person, teams, { action, subject }),
    everyoneMay: (action, subject) => everyoneMay(input, { read, teams }, { action, subject }),
    barred: (action, subject) => barredFrom(input, { read, teams }, { action, subject }),
    postedAt: desk.postedAt,
    commands: desk.commands,
  };
}

function turnOf(of: { desk: Desk; org: string; input: Input; context: Context; greeted: boolean }): Turn {
  const { desk, org, input, context, greeted } = of;
  return {
    input,
    context,
    commands: desk.commands,
    tried: false,
    greeted,
    async record(changes: readonly Change[], reply: (after: Reads, made: Made) => Promise<Reply>) {
      const { here } = context;
      // Where the answer itself is seen by the team, no second line says the same.
      const answered = here.thread !== null && audienceOf(here, dealsIn(changes)) === 'place';
      const committed = await desk.commit<Reply>(org, {
        key: context.inputId,
        actorId: context.person.id,
        now: context.now,
        changes,
        via: here.platform,
        answeredIn: answered && here.thread !== null ? { ...here, thread: here.thread } : null,
        reply,
      });
      if (committed.kind === 'done') desk.posted();
      return committed;
    },
    async join({ org: other, actorId, changes }, reply) {
      const { inputId: key, now } = context;
      const decision = { key, actorId, now, changes, answeredIn: null, reply };
      const committed = await desk.commit<Reply>(other, decision);
      if (committed.kind === 'done') desk.posted();
      return committed;
    },
    async again() {
      const now = desk.now();
      const read = desk.reads(org, now);
      const person = (await read.person(context.person.id)) ?? context.person;
      const fresh = await contextOf({ desk, org, read, now, person }, input);
      return turnOf({ ...of, context: fresh });
    },
  };
}
