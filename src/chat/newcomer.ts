import type { Change, NewPerson } from '../domain/change.ts';
import { nameKey } from '../domain/name.ts';
import type { Locale, Person } from '../domain/people.ts';
import { messages } from '../i18n/messages.ts';
import type { Reads } from '../store/reads.ts';
import type { Desk } from './desk.ts';
import { type Input, inputKey, type Profile } from './input.ts';
import { joinByCode, joinByEmail } from './joining.ts';
import { type Reply, toAsker } from './message.ts';

/**
 * First contact: a member becomes a pending person, sees nothing, and those who may admit are told once. Somebody who
 * says a code, or for whose e-mail address the platform vouches, is who they are elsewhere at once: 'known' when they can
 * be heard now. Of somebody who only has the name or address of a person from an import, people must say that it is
 * them. Guests, bots and strangers are refused.
 */
export async function meet(
  at: { desk: Desk; org: string; read: Reads; now: Date },
  input: Input,
): Promise<Reply | 'known'> {
  const { desk, org, read, now } = at;
  const [profile, organisation, people, seated] = await Promise.all([
    input.profile(),
    read.organisation(),
    read.people(),
    read.peopleInChat(),
  ]);
  const locale = profile.locale ?? organisation.locale;
  const { chat } = messages[locale];
  if (profile.kind !== 'member') return toAsker(chat.guest);
  const joined = await joinByCode(at, input, { waiting: null, locale });
  if (joined !== null) return joined;
  if (await joinByEmail(at, input, profile)) return 'known';

  const { platform, workspace, actor } = input;
  const known = recognised(profile, people, seated);
  const id = known?.id ?? desk.newId();
  const admitters = people.filter(
    (one) => one.status === 'active' && (one.role === 'manager' || one.role === 'admin'),
  );
  const changes: Change[] = [
    known === null
      ? { kind: 'person.add', person: newPerson(id, profile, locale) }
      : { kind: 'person.set', id, set: { status: 'pending' } },
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

/** Who of those that are in no chat yet this may be: by an address that nobody vouches for, or by name. */
function recognised(profile: Profile, people: readonly Person[], seated: ReadonlySet<string>): Person | null {
  const absent = people.filter((one) => one.status !== 'left' && !seated.has(one.id));
  const email = profile.email?.trim().toLowerCase();
  const byEmail = absent.filter((one) => email !== undefined && one.email?.trim().toLowerCase() === email);
  const found =
    byEmail.length > 0 ? byEmail : absent.filter((one) => nameKey(one.name) === nameKey(profile.name));
  const [person] = found;
  return person !== undefined && found.length === 1 ? person : null;
}

const newPerson = (id: string, profile: Profile, locale: Locale): NewPerson => ({
  id,
  name: profile.name,
  email: profile.email ?? null,
  role: 'rep',
  status: 'pending',
  teamId: null,
  locale,
  zone: profile.zone ?? null,
});
