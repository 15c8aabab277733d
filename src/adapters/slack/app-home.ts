import { type App, type Context, webApi } from '@slack/bolt';
import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import type { Profile } from '../../chat/input.ts';
import type { Message } from '../../chat/message.ts';
import type { Locale } from '../../domain/people.ts';
import { clientOptions } from './calls.ts';
import { type Fill, filled, type Where } from './fill.ts';
import { LIMITS } from './limits.ts';
import { hearerOf } from './listening.ts';
import { quietLogger } from './log.ts';
import { peopleOf } from './people.ts';
import { picturesOf } from './pictures.ts';
import type { SlackPorts } from './ports.ts';
import { cardBlocks } from './render/card.ts';
import { codeOf } from './turn.ts';

const Opened = z.object({
  team_id: z.string().min(1),
  event: z.object({ user: z.string().min(1), tab: z.string().default('home') }),
});

type Who = { workspace: string; actor: string };

export type HomePorts = Pick<SlackPorts, 'installationOf' | 'keep' | 'draw' | 'now' | 'log'> & {
  /** Somebody's day, in their language. */
  day(who: Who & { profile(): Promise<Profile> }): Promise<{ message: Message; locale: Locale }>;
  /** Differs when something may have changed in the workspace's organisation. */
  pulse(workspace: string): Promise<string>;
};

export type Homes = {
  /** Draws somebody's Home, whatever was there before. */
  draw(who: Who): Promise<void>;
  /** Draws those again that were looked at within the hour and have changed since. Cheap when nothing has. */
  refresh(): Promise<void>;
};

/** Slack does not tell when somebody looks away. */
const LOOKED_MS = 3_600_000;
const MOST_KEPT = 500;
const CALL_MS = 8000;
const API_URL = 'https://slack.com/api/';

type Shown = Who & { lookedAt: number; pulse: string; drawn: string; hash: string | undefined };

/** The Home of each person: their day, drawn when they look and when something changes. */
export function homesOf(ports: HomePorts, { apiUrl = API_URL }: { apiUrl?: string } = {}): Homes {
  const { keep, draw, log } = ports;
  const fill: Fill = { keep, pictures: picturesOf(draw, log) };
  const options = { ...clientOptions(apiUrl, CALL_MS), logger: quietLogger(log, 'slack home') };
  const people = peopleOf(ports.now);
  const shown = new Map<string, Shown>();
  /** A Home is drawn by one at a time, so that what is newer stays. */
  const drawing = new Map<string, Promise<void>>();

  async function publish(one: Shown): Promise<void> {
    const bot = await ports.installationOf(one.workspace);
    if (bot === null) return;
    const client = new webApi.WebClient(bot.botToken, options);
    const pulse = await ports.pulse(one.workspace);
    const { workspace, actor } = one;
    const profile = () => people.profile({ client, workspace, bot }, actor);
    const { message, locale } = await ports.day({ workspace, actor, profile });
    const view = await homeView({ fill, client, workspace: one.workspace, locale }, message);
    const drawn = JSON.stringify(view);
    if (drawn !== one.drawn) one.hash = await put(client, { user: one.actor, view, hash: one.hash });
    one.pulse = pulse;
    one.drawn = drawn;
  }

  function inTurn(key: string, work: () => Promise<void>): Promise<void> {
    const turn = (drawing.get(key) ?? Promise.resolve()).then(work).finally(() => {
      if (drawing.get(key) === turn) drawing.delete(key);
    });
    drawing.set(
      key,
      turn.catch(() => {}),
    );
    return turn;
  }

  return {
    async draw(who) {
      const key = `${who.workspace}:${who.actor}`;
      const one = { ...who, lookedAt: ports.now().getTime(), pulse: '', drawn: '', hash: undefined };
      shown.delete(key);
      shown.set(key, one);
      const [oldest] = shown.keys();
      if (shown.size > MOST_KEPT && oldest !== undefined) shown.delete(oldest);
      await inTurn(key, () => publish(one));
    },

    async refresh() {
      const now = ports.now().getTime();
      const pulses = new Map<string, string>();
      for (const [key, one] of shown) {
        if (now - one.lookedAt > LOOKED_MS) {
          shown.delete(key);
          continue;
        }
        const pulse = pulses.get(one.workspace) ?? (await ports.pulse(one.workspace));
        pulses.set(one.workspace, pulse);
        if (pulse === one.pulse) continue;
        await inTurn(key, () => publish(one)).catch((error: unknown) => {
          ports.log.warn({ code: codeOf(error) }, 'slack home was not drawn');
        });
      }
    },
  };
}

/** Somebody else drew it since, on another replica: what is drawn now is newer than that. */
async function put(
  client: WebClient,
  { user, view, hash }: { user: string; view: HomeView; hash: string | undefined },
): Promise<string | undefined> {
  const drawn = { user_id: user, view };
  try {
    const answer = await client.views.publish({ ...drawn, ...(hash !== undefined && { hash }) });
    return answer.view?.hash;
  } catch (error) {
    if (codeOf(error) !== 'hash_conflict') throw error;
    return (await client.views.publish(drawn)).view?.hash;
  }
}

type Rendering = Where & { fill: Fill };

/** A day as a Home; a sentence alone is one too. Slack takes no table here. */
export async function homeView({ fill, ...where }: Rendering, message: Message): Promise<HomeView> {
  const { text, card, buttons = [] } = message;
  const shown: Card = card ?? { title: 'Stagepost', elements: [{ kind: 'text', text }] };
  const tail = buttons.length === 0 ? [] : [{ kind: 'buttons' as const, buttons }];
  const room = { blocks: LIMITS.viewBlocks, text: LIMITS.view / 8 };
  const blocks = await filled(fill, where, {
    elements: shown.elements,
    render: (slots) => cardBlocks(shown, { lead: [], tail }, { kind: 'view', slots, room }),
  });
  return { type: 'home', blocks };
}

/** Drawn when it is looked at; the other tab is the conversation. */
export function listenToHomes(app: App, homes: Homes): void {
  app.event('app_home_opened', async ({ body, context }: { body: unknown; context: Context }) => {
    const acknowledge: () => Promise<void> = context.acknowledge;
    const { team_id: team, event } = Opened.parse(body);
    const workspace = hearerOf({ context }, team);
    // Nothing is lost when it is drawn a moment later.
    await acknowledge();
    if (event.tab === 'home') await homes.draw({ workspace, actor: event.user });
  });
}
