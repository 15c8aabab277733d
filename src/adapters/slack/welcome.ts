import type { App, Context } from '@slack/bolt';
import { z } from 'zod';

const Joined = z.object({
  team_id: z.string().min(1),
  context_team_id: z.string().nullish(),
  event: z.object({ user: z.string(), channel: z.string().min(1), event_ts: z.string().min(1) }),
});

export type WelcomePorts = {
  /** The bot was invited into a room; `id` names that for ever. */
  invited(room: { workspace: string; channel: string; id: string }): Promise<void>;
};

/** Invited into a room, the bot says what it can do there, once. Other people come and go unnoticed. */
export function listenToInvitations(app: App, ports: WelcomePorts): void {
  app.event('member_joined_channel', async ({ body, context }: { body: unknown; context: Context }) => {
    const acknowledge: () => Promise<void> = context.acknowledge;
    const { team_id: team, context_team_id: shared, event } = Joined.parse(body);
    const { user, channel, event_ts: id } = event;
    if (user === context.botUserId) await ports.invited({ workspace: shared ?? team, channel, id });
    await acknowledge();
  });
}
