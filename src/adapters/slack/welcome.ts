import type { App, Context } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Profile } from '../../chat/input.ts';
import { callsOf, hearerOf } from './listening.ts';
import { peopleOf } from './people.ts';

const Joined = z.object({
  team_id: z.string().min(1),
  event: z.object({
    user: z.string(),
    channel: z.string().min(1),
    event_ts: z.string().min(1),
    inviter: z.string().min(1).optional(),
  }),
});

export type WelcomePorts = {
  /** The bot was invited into a room; `id` names that for ever. */
  invited(room: { workspace: string; channel: string; id: string; by: Inviter | null }): Promise<void>;
  now(): Date;
};

export type Inviter = { external: string; profile(): Promise<Profile> };

/** Invited into a room, the bot says what it can do there, once. Other people come and go unnoticed. */
export function listenToInvitations(app: App, ports: WelcomePorts): void {
  const people = peopleOf(ports.now);
  const joined = async ({ body, ...around }: { body: unknown; client: WebClient; context: Context }) => {
    const { context } = around;
    const acknowledge: () => Promise<void> = context.acknowledge;
    const { team_id: team, event } = Joined.parse(body);
    const { user, channel, event_ts: id, inviter } = event;
    const workspace = hearerOf(around, team);
    const profile = () => people.profile(callsOf(workspace, around), inviter ?? '');
    const by = inviter === undefined ? null : { external: inviter, profile };
    if (user === context.botUserId) await ports.invited({ workspace, channel, id, by });
    await acknowledge();
  };
  app.event('member_joined_channel', joined);
}
