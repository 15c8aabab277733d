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
 * First contact: a member becomes a pending person, sees nothing, and those who may admit are told once. Somebody known
 * by e-mail from another chat or an import is the same person at once, because the platform vouches for the address; of
 * somebody known by name only, people must say that it is them. Guests, bots and strangers are refused.
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
  const joined = await joinByCode(at, input, null);
  if (joined !== null) return joined;
  if (await joinByEmail(at, input, profile)) return 'known';

  const { platform, workspace, actor } = input;
  const known = recognised(profile, people, seated);
  if (known !== null && known.by === 'email') {
    return join({ desk, org, now }, { input, person: known.person });
  }
  const id = known?.person.id ?? desk.newId();
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

type Known = { person: Person; by: 'email' | 'name' };

/** Who of the organisation this is: by e-mail whoever has it, by name only somebody who is in no chat yet. */
function recognised(profile: Profile, people: readonly Person[], seated: ReadonlySet<string>): Known | null {
  const here = people.filter((one) => one.status !== 'left');
  const email = profile.email?.toLowerCase();
  const byEmail = here.filter((one) => email !== undefined && one.email?.toLowerCase() === email);
  const [person] = byEmail;
  if (person !== undefined && byEmail.length === 1) return { person, by: 'email' };
  const named = here.filter((one) => !seated.has(one.id) && nameKey(one.name) === nameKey(profile.name));
  const [namesake] = named;
  return namesake !== undefined && named.length === 1 ? { person: namesake, by: 'name' } : null;
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

/** The same person in one more chat. What they said is theirs to say again, now that they are known. */
async function join(
  { desk, org, now }: { desk: Desk; org: string; now: Date },
  { input, person }: { input: Input; person: Person },
): Promise<Reply> {
  const { chat } = messages[person.locale];
  const { platform, workspace, actor: external } = input;
  const reply = toAsker(person.status === 'active' ? chat.joined(person.name) : chat.pending(person.name));
  const committed = await desk.commit<Reply>(org, {
    key: inputKey(input),
    actorId: person.id,
    now,
    changes: [{ kind: 'person.identify', id: person.id, platform, workspace, external }],
    answeredIn: null,
    reply: async () => reply,
  });
  return committed.kind === 'conflict' ? toAsker(chat.again) : (committed.reply ?? reply);
}
