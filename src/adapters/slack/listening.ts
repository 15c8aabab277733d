import { setTimeout as after } from 'node:timers/promises';
import type { Context } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Input } from '../../chat/input.ts';
import type { Locale } from '../../domain/people.ts';
import type { Voice } from './answer/voice.ts';
import type { Calls } from './calls.ts';
import type { Drafts } from './drafts.ts';
import type { Fill } from './fill.ts';
import type { Ears } from './input/inputs.ts';
import type { People } from './people.ts';
import type { SlackPorts } from './ports.ts';
import type { Hearing } from './turn.ts';

/** What every listener works with. */
export type Listening = {
  ports: SlackPorts;
  people: People;
  drafts: Drafts;
  fill: Fill;
  /** How long an answer may take before the asker is told that it takes longer, in ms. */
  patience: number;
  /** The language in which somebody was last answered, for when the database is too slow to tell. */
  spoken: Map<string, Locale>;
};

/** What Bolt hands to every listener. */
export type Around = { client: WebClient; context: Context };

/**
 * The workspace of the bot that hears, which is the one whose token Bolt chose. In a channel shared between workspaces
 * an event and a modal may name that of the person, and a mention tells nothing else of where it was heard.
 */
export const hearerOf = ({ context }: Pick<Around, 'context'>, told: string): string =>
  context.teamId ?? told;

export const callsOf = (workspace: string, { client, context }: Around): Calls => ({
  client,
  workspace,
  bot: {
    botToken: context.botToken ?? '',
    botId: context.botId ?? '',
    botUserId: context.botUserId ?? '',
  },
});

/** Some of Slack's patience may have gone into finding out who asks, and where. */
export function hearing({ ports, patience }: Listening, { context }: Around): Hearing {
  const now = ports.now();
  const arrived = context.arrived instanceof Date ? context.arrived : now;
  const left = Math.max(0, patience - (now.getTime() - arrived.getTime()));
  return { hear: ports.hear, later: ports.later, log: ports.log, patience: left };
}

export const earsOf = ({ people, ports }: Listening, calls: Calls): Ears => ({
  calls,
  people,
  now: ports.now(),
});

export const voiceOf = (
  listening: Listening,
  calls: Calls,
  to: Pick<Input, 'place' | 'actor'> & { responseUrl?: string | undefined },
): Voice => ({
  calls,
  place: to.place,
  actor: to.actor,
  responseUrl: to.responseUrl,
  fill: listening.fill,
  locale: localeOf(listening, { workspace: calls.workspace, actor: to.actor }),
});

async function localeOf(listening: Listening, who: { workspace: string; actor: string }): Promise<Locale> {
  const key = `${who.workspace}:${who.actor}`;
  const known = listening.spoken.get(key) ?? 'en';
  const asked = listening.ports.localeOf(who).then(
    (locale) => {
      listening.spoken.set(key, locale);
      return locale;
    },
    () => known,
  );
  return Promise.race([asked, after(listening.patience, known, { ref: false })]);
}
