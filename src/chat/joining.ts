import type { Change } from '../domain/change.ts';
import { linkCodeIn } from '../domain/link.ts';
import type { Person } from '../domain/people.ts';
import { messages } from '../i18n/messages.ts';
import type { Reads } from '../store/reads.ts';
import type { Desk } from './desk.ts';
import { type Input, inputKey, type Profile, spokenIn } from './input.ts';
import { type Reply, toAsker } from './message.ts';

type At = { desk: Desk; org: string; read: Reads; now: Date };

/**
 * Somebody who is new in this chat, or `waiting` to be let in, says a code that they got in another one: they are that
 * person from now on. Null when what they say is no code.
 */
export async function joinByCode(at: At, input: Input, waiting: Person | null): Promise<Reply | null> {
  const { desk, org, read, now } = at;
  const code = input.said.kind === 'line' ? linkCodeIn(input.said.text) : null;
  if (code === null) return null;
  const person = await read.linkedBy(code);
  const { link } = messages[person?.locale ?? spokenIn(input) ?? 'en'];
  if (person === null || person.status !== 'active') return toAsker(link.noSuch);
  if (await isIn(read, person, input)) return toAsker(link.sameChat);
  const { platform, workspace, actor: external } = input;
  const reply = toAsker(link.joined(person.name));
  const changes: Change[] = [
    { kind: 'link.take', code },
    waiting === null
      ? { kind: 'person.identify', id: person.id, platform, workspace, external }
      : { kind: 'person.join', id: waiting.id, into: person.id },
    told(person, input),
  ];
  const decision = { key: inputKey(input), actorId: person.id, now, changes, answeredIn: null };
  const committed = await desk.commit<Reply>(org, { ...decision, reply: async () => reply });
  if (committed.kind === 'conflict') return toAsker(link.noSuch);
  desk.posted();
  return committed.reply;
}

/**
 * Somebody new in this chat has the e-mail address of a person who is known from another one, or from an import, and
 * the chat vouches for it. True when they are that person from now on.
 */
export async function joinByEmail(
  at: At,
  input: Input,
  { newcomer, profile: { email, emailVerified } }: { newcomer: Person; profile: Profile },
): Promise<boolean> {
  const { desk, org, read, now } = at;
  if (email === undefined || emailVerified !== true) return false;
  const address = email.trim().toLowerCase();
  const same = (await read.people()).filter(
    (one) => one.email?.trim().toLowerCase() === address && one.status !== 'left',
  );
  const [person] = same;
  // Of two people with one address nobody can say which of them it is.
  if (person === undefined || same.length > 1 || (await isIn(read, person, input))) return false;
  const { platform, workspace, actor: external } = input;
  const committed = await desk.commit(org, {
    key: `join:${platform}:${workspace}:${external}`,
    actorId: person.id,
    now,
    changes: [
      { kind: 'person.withdraw', id: newcomer.id },
      { kind: 'person.identify', id: person.id, platform, workspace, external },
      told(person, input),
    ],
    answeredIn: null,
    reply: async () => null,
  });
  desk.posted();
  return committed.kind !== 'conflict';
}

/** A person has one account in a chat. */
const isIn = async (read: Reads, person: Person, { platform, workspace }: Input): Promise<boolean> =>
  (await read.identitiesOf(person.id)).some(
    (one) => one.platform === platform && one.workspace === workspace,
  );

/** They hear of it where they were known before, in case it was not them. */
const told = (person: Person, { platform, workspace, actor }: Input): Change => ({
  kind: 'tell',
  key: `linked:${platform}:${workspace}:${actor}`,
  personId: person.id,
  notice: { kind: 'linked', platform },
});
