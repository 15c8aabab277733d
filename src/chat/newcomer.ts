import type { Change } from '../domain/change.ts';
import { nameKey } from '../domain/name.ts';
import type { Locale, Person } from '../domain/people.ts';
import { messages } from '../i18n/messages.ts';
import type { Reads } from '../store/reads.ts';
import type { Desk } from './desk.ts';
import { faultOf } from './fault.ts';
import { type Input, inputKey, type Profile, spokenIn } from './input.ts';
import { joinByCode, joinByEmail } from './joining.ts';
import { type Reply, toAsker } from './message.ts';

type At = { desk: Desk; org: string; read: Reads; now: Date };

/**
 * Hears somebody who may not do anything yet: whoever is new, or `waiting` to be let in. A code makes them who they are
 * elsewhere. Anybody else becomes a pending person at once, under the chat's id of them; what the chat says of them is
 * read after that commit. 'known' when they turn out to be somebody who can be heard now.
 */
export async function meet(at: At, input: Input, waiting: Person | null): Promise<Reply | 'known'> {
  if (input.stranger === true) {
    const locale = spokenIn(input) ?? (await at.read.organisation()).locale;
    return toAsker(messages[locale].chat.guest);
  }
  const joined = await joinByCode(at, input, waiting);
  if (joined !== null) return joined;
  const person = waiting ?? (await recorded(at, input));
  if (person.status !== 'pending') return 'known';
  const { platform, workspace, actor } = input;
  const introduced = await at.read.introduced(platform, workspace, actor);
  if (introduced === null) return introduce(at, input, person);
  return toAsker(messages[introduced.locale].chat.pending(introduced.name));
}

/** Somebody who says two things at once is recorded once: the database refuses the second. */
async function recorded({ desk, org, read, now }: At, input: Input): Promise<Person> {
  const { platform, workspace, actor } = input;
  const { locale } = await read.organisation();
  const id = desk.newId();
  const nobodyYet = {
    name: actor,
    email: null,
    role: 'rep',
    status: 'pending',
    teamId: null,
    zone: null,
  } as const;
  const changes: Change[] = [
    { kind: 'person.add', person: { id, ...nobodyYet, locale } },
    { kind: 'person.identify', id, platform, workspace, external: actor },
  ];
  const key = `${inputKey(input)}:contact`;
  await desk.commit(org, { key, actorId: id, now, changes, answeredIn: null, reply: async () => null });
  const person = await desk.reads(org, now).identified(platform, workspace, actor);
  if (person === null) throw new Error('a newcomer was not recorded');
  return person;
}

/**
 * What the chat says of them decides who they are. A guest or a bot is nobody, and nothing of them is kept. Whoever has
 * an address of somebody known that the chat vouches for is that person. With another one, or with the name of somebody
 * from an import, people must say that it is them.
 */
async function introduce(at: At, input: Input, newcomer: Person): Promise<Reply | 'known'> {
  const profile = await profileOf(at, input);
  if (profile === null) return wait(at, input, { ...newcomer, changes: [] });
  const withdrawn: Change = { kind: 'person.withdraw', id: newcomer.id };
  if (profile.kind !== 'member') {
    const guest = toAsker(messages[profile.locale ?? newcomer.locale].chat.guest);
    return decided(at, input, { actorId: newcomer.id, changes: [withdrawn], reply: guest });
  }
  if (await joinByEmail(at, input, { newcomer, profile })) return 'known';

  const { platform, workspace, actor: external } = input;
  const { name, email = null, zone = null, locale = newcomer.locale } = profile;
  const absent = await recognised(at, profile);
  const changes: Change[] =
    absent === null
      ? [{ kind: 'person.set', id: newcomer.id, set: { name, email, zone, locale } }]
      : [
          withdrawn,
          { kind: 'person.identify', id: absent.id, platform, workspace, external },
          { kind: 'person.set', id: absent.id, set: { status: 'pending' } },
        ];
  changes.push({ kind: 'person.introduce', platform, workspace, external });
  return wait(at, input, { id: (absent ?? newcomer).id, name, locale, changes });
}

/** Null when the chat does not answer: they wait under its id of them, and what they say next asks again. */
async function profileOf({ desk }: At, input: Input): Promise<Profile | null> {
  try {
    return await input.profile();
  } catch (error) {
    desk.log.error({ ...faultOf(error), platform: input.platform }, 'a newcomer could not be read');
    return null;
  }
}

/** Who of those that are in no chat yet this may be: by an address that nobody vouches for, or by name. */
async function recognised({ read }: At, profile: Profile): Promise<Person | null> {
  const [people, seated] = await Promise.all([read.people(), read.peopleInChat()]);
  const absent = people.filter((one) => one.status !== 'left' && !seated.has(one.id));
  const email = profile.email?.trim().toLowerCase();
  const byEmail = absent.filter((one) => email !== undefined && one.email?.trim().toLowerCase() === email);
  const found =
    byEmail.length > 0 ? byEmail : absent.filter((one) => nameKey(one.name) === nameKey(profile.name));
  const [person] = found;
  return person !== undefined && found.length === 1 ? person : null;
}

type Waiting = { id: string; name: string; locale: Locale; changes: readonly Change[] };

/** They see nothing, and those who may admit are told once. */
async function wait(at: At, input: Input, { id, name, locale, changes }: Waiting): Promise<Reply> {
  const admitters = (await at.read.people()).filter(
    (one) => one.status === 'active' && (one.role === 'manager' || one.role === 'admin'),
  );
  const asked = admitters.map(
    (one): Change => ({
      kind: 'tell',
      key: `admission:${id}:${one.id}`,
      personId: one.id,
      notice: { kind: 'admission.asked', personId: id },
    }),
  );
  const reply = toAsker(messages[locale].chat.pending(name));
  return decided(at, input, { actorId: id, changes: [...changes, ...asked], reply });
}

type Decided = { actorId: string; changes: readonly Change[]; reply: Reply };

async function decided({ desk, org, now }: At, input: Input, { reply, ...what }: Decided): Promise<Reply> {
  const decision = { key: inputKey(input), now, answeredIn: null, ...what, reply: async () => reply };
  const committed = await desk.commit<Reply>(org, decision);
  desk.posted();
  return committed.kind === 'conflict' ? reply : (committed.reply ?? reply);
}
