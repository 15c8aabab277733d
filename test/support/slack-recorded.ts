// Payloads in the shapes that were recorded of Slack, under test/fixtures/slack, whose README says where each was: what
// the emulator never sends. Their ids are made up, and become those of the emulator when they are sent.

import { readFileSync } from 'node:fs';
import type { CastName } from './cast.ts';
import { fixtures, namedIn } from './recorded.ts';
import { TEAM } from './slack-api.ts';
import type { Answer, SlackBot } from './slack-bot.ts';

type About = {
  /** Whose direct conversation it is about, and who does it. */
  who?: CastName;
  /** The message above. */
  thread?: string;
  /** The message that is taken up. */
  message?: string;
  /** Where a file can be fetched. */
  file?: string;
};

/** A payload as Slack sends it now, about the people and rooms that there are. */
export async function recorded(slack: SlackBot, name: string, about: About = {}): Promise<object> {
  const { api, bot } = slack;
  const { who = 'li', thread = '', message = '1780000000.000200', file = '' } = about;
  const ids: readonly (readonly [string, string])[] = [
    ['T0000001', TEAM],
    ['U0000001', api.user(who)],
    ['U0000002', api.user('mia')],
    // Somebody of another workspace: the emulator has one only, so they are told apart by what Slack says of them.
    ['U0000404', api.user('guest')],
    ['U0000009', api.bot.botUserId],
    ['B0000001', api.bot.botId],
    ['C0000001', api.room('east')],
    ['D0000001', await slack.dm(who)],
    ['1780000000.000200', message],
    ['1780000000', String(Math.floor(bot.now.getTime() / 1000))],
    ['THREAD', thread],
    ['FILE_URL', file],
    ['RESPONSE_URL', api.responseUrl(name)],
  ];
  const whole = ids.reduce((text, [from, to]) => text.replaceAll(from, to), scrubbed(name));
  const trigger = whole.includes('TRIGGER') ? await api.trigger(api.user(who)) : '';
  return JSON.parse(whole.replace('TRIGGER', trigger)) as object;
}

/** What users.info says of somebody, as an answer that the door gives next. */
export const told = (name: string): { status: number; body: object } => ({
  status: 200,
  body: JSON.parse(scrubbed(name).replaceAll('T0000001', TEAM)) as object,
});

const FOLDER = new URL('../fixtures/slack/', import.meta.url);
const scrubbed = (name: string): string => readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');

/** The payloads there are, and those of which the README says where they come from. */
export const kept = (): string[] => fixtures(FOLDER);
export const sources = (): string[] => namedIn(FOLDER);

/** Slack sends it: an event as JSON, a command or what is done with the hand as a form. */
export async function sends(slack: SlackBot, name: string, about?: About): Promise<Answer> {
  const payload = await recorded(slack, name, about);
  if ('event' in payload) return slack.event(payload);
  if ('command' in payload)
    return slack.request(
      new URLSearchParams(payload as Record<string, string>).toString(),
      'application/x-www-form-urlencoded',
    );
  return slack.interaction(payload);
}
