import type { Change } from '../domain/change.ts';
import { messages } from '../i18n/messages.ts';
import type { Reads } from '../store/reads.ts';
import type { Desk } from './desk.ts';
import { type Input, inputKey } from './input.ts';
import { type Reply, toAsker } from './message.ts';

/**
 * First contact: a member becomes a pending person, sees nothing, and those who may admit are told once. Guests, bots
 * and strangers are refused.
 */
export async function meet(
  at: { desk: Desk; org: string; read: Reads; now: Date },
  input: Input,
): Promise<Reply> {
  const { desk, org, read, now } = at;
  const [profile, organisation, people] = await Promise.all([
    input.profile(),
    read.organisation(),
    read.people(),
  ]);
  const locale = profile.locale ?? organisation.locale;
  const { chat } = messages[locale];
  if (profile.kind !== 'member') return toAsker(chat.guest);

  const id = desk.newId();
  const { platform, workspace, actor } = input;
  const admitters = people.filter(
    (one) => one.status === 'active' && (one.role === 'manager' || one.role === 'admin'),
  );
  const changes: Change[] = [
    {
      kind: 'person.add',
      person: {
        id,
        name: profile.name,
        email: profile.email ?? null,
        role: 'rep',
        status: 'pending',
        teamId: null,
        locale,
        zone: profile.zone ?? null,
      },
    },
    { kind: 'person.identify', id, platform, workspace, external: actor },
    ...admitters.map(
      (one): Change => ({
        kind: 'tell',
        key: `admission:${id}:${one.id}`,
        personId: one.id,
        notice: { kind: 'admission.asked', personId: id },
      }),
    ),
  ];
  const pending = toAsker(chat.pending(profile.name));
  try {
    const committed = await desk.commit<Reply>(org, {
      key: inputKey(input),
      actorId: id,
      now,
      changes,
      answeredIn: null,
      reply: async () => pending,
    });
    desk.posted();
    return committed.kind === 'conflict' ? toAsker(chat.again) : (committed.reply ?? pending);
  } catch (error) {
    // Somebody who says two things at once is introduced once: the other introduction was refused by the database.
    if ((await desk.reads(org, now).identified(platform, workspace, actor)) === null) throw error;
    return pending;
  }
}
