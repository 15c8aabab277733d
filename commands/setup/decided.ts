import type { Context } from '../../src/chat/command.ts';
import type { Change, NewSchedule } from '../../src/domain/change.ts';
import { privately } from '../../src/domain/digest-slots.ts';
import { pipelineFrom } from '../../src/domain/founding.ts';
import type { Locale, RoomAddress } from '../../src/domain/people.ts';
import type { Setup } from '../../src/domain/setup.ts';
import type { TemplateKey } from '../../src/domain/templates.ts';
import type { DigestChoice } from './fields.ts';

type Said = {
  language: Locale | null;
  template: TemplateKey | null;
  room: 'here' | 'none' | null;
  digest: DigestChoice | null;
  /** The room that “here” means. */
  channel: string | null;
};

/** What the answers change, and the set-up with the room that was chosen. */
export async function decided(
  said: Said,
  before: Setup,
  context: Context,
): Promise<{ changes: Change[]; setup: Setup }> {
  const { language, template, room, digest, channel } = said;
  const { here, organisation } = context;
  const { platform, workspace } = here;
  const begun = channel === null ? null : { platform, workspace, channel };
  const chosen = room === 'here' ? begun : room === 'none' ? null : before.room;
  const locale = language ?? organisation.locale;
  return {
    changes: [
      ...(language === null || language === organisation.locale
        ? []
        : [{ kind: 'organisation.set' as const, locale: language }]),
      ...(template === null ? [] : await process(template, context)),
      ...(room === 'here' && chosen !== null ? homes(chosen, context) : []),
      ...(digest === null || digest === 'none'
        ? []
        : await schedule(digest, { room: chosen, locale }, context)),
    ],
    setup: { ...before, room: chosen },
  };
}

/** A process that was used before is taken up again with its changes. */
async function process(
  template: TemplateKey,
  { now, newId, organisation, read }: Context,
): Promise<Change[]> {
  const pipelines = await read.pipelines();
  if (pipelines[0]?.template === template) return [];
  const known = pipelines.find((one) => one.template === template);
  const added =
    known === undefined
      ? pipelineFrom(template, { from: now, isDefault: false, locale: organisation.locale, newId })
      : null;
  const id = known?.id ?? added?.pipeline.id;
  if (id === undefined) return [];
  return [
    ...(added === null ? [] : [added]),
    { kind: 'pipeline.default', id },
    { kind: 'organisation.set', template },
  ];
}

/** The room of a team is that of every team below it, so the topmost ones get it. */
const homes = ({ platform, workspace, channel }: RoomAddress, { teams, may }: Context): Change[] =>
  teams
    .filter((team) => team.parentId === null && may('team.change', { team }))
    .map((team) => ({ kind: 'team.home', id: team.id, at: { platform, workspace }, channel }));

/** The digest about everybody: in the chosen room, else for the asker alone. There is one like it at most. */
async function schedule(
  digest: Exclude<DigestChoice, 'none'>,
  { room, locale }: { room: RoomAddress | null; locale: Locale },
  context: Context,
): Promise<Change[]> {
  const { organisation, person, read, newId } = context;
  const to = room ?? (await ownRoom(context));
  if (to === null) return [];
  const fresh: NewSchedule = {
    id: newId(),
    room: to,
    cadence: digest === 'weekly' ? { kind: 'weekly', weekday: 1 } : { kind: 'workdays' },
    time: digest === 'weekly' ? '09:00' : digest,
    zone: organisation.zone,
    calendar: organisation.calendar,
    teamId: null,
    locale: room === null ? person.locale : locale,
  };
  const same = (await read.schedules()).some(
    (one) =>
      one.room.platform === to.platform &&
      one.room.workspace === to.workspace &&
      one.room.channel === to.channel &&
      one.cadence.kind === fresh.cadence.kind &&
      one.time === fresh.time,
  );
  return same ? [] : [{ kind: 'schedule.add', schedule: fresh }];
}

async function ownRoom({ here, person, read }: Context): Promise<RoomAddress | null> {
  const { platform, workspace } = here;
  const identity = (await read.identitiesOf(person.id)).find(
    (one) => one.platform === platform && one.workspace === workspace,
  );
  return identity === undefined ? null : { platform, workspace, channel: privately(identity.external) };
}
