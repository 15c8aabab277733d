import { dayOf } from '../domain/day.ts';
import type { Locale } from '../domain/people.ts';
import { messages } from '../i18n/messages.ts';
import type { Desk } from './desk.ts';
import { hear } from './dispatch.ts';
import type { Platform, Profile } from './input.ts';
import type { Message } from './message.ts';

export type Whom = { platform: Platform; workspace: string; actor: string };
type Looking = Whom & {
  /** Asked for when nobody here knows them; when it cannot be had they may join, and are looked at then. */
  profile?(): Promise<Profile>;
};

/** What a chat shows of somebody's day where nobody asked for it: the answer to the verb `day`. */
export async function dayFor(desk: Desk, whom: Looking): Promise<{ message: Message; locale: Locale }> {
  const { platform, workspace, actor, profile } = whom;
  const org = await desk.organisationOf(platform, workspace);
  const now = desk.now();
  const read = org === null ? null : desk.reads(org, now);
  const person = (await read?.identified(platform, workspace, actor)) ?? null;
  if (person === null) {
    const locale = (await read?.organisation())?.locale ?? 'en';
    const kind = await profile?.().then(
      (one) => one.kind,
      () => undefined,
    );
    const welcome = kind === undefined || kind === 'member';
    return { message: welcome ? hello(locale) : { text: messages[locale].chat.guest }, locale };
  }
  const message = await hear(desk, {
    // Each look is one of its own: the answer to another, or to somebody else, is not given again.
    ...{ id: `day:${actor}:${now.toISOString()}`, platform, workspace, actor, at: now, files: [] },
    place: { kind: 'direct', channel: actor },
    said: { kind: 'press', words: { line: 'day' } },
    profile: async () => ({ name: person.name, kind: 'member' }),
    members: async () => [actor],
  });
  return { message: message ?? { text: '' }, locale: person.locale };
}

/** Looking is no first contact: whoever wants to join says so. */
function hello(locale: Locale): Message {
  const { day } = messages[locale];
  return {
    text: day.stranger,
    buttons: [{ label: day.button.join, tone: 'primary', says: { line: 'join' } }],
  };
}

/** Differs when something may have changed in the workspace's organisation: something was said, or it is another day. */
export async function pulseOf(desk: Desk, at: Omit<Whom, 'actor'>): Promise<string> {
  const org = await desk.organisationOf(at.platform, at.workspace);
  if (org === null) return '';
  const now = desk.now();
  const read = desk.reads(org, now);
  const [heard, { zone }] = await Promise.all([read.heard(), read.organisation()]);
  return `${heard} ${dayOf(now, zone)}`;
}
