import type { App, Context } from '@slack/bolt';
import { z } from 'zod';
import { hearerOf } from './listening.ts';
import { belongs } from './people.ts';

const Changed = z.object({
  team_id: z.string().min(1),
  event_id: z.string().min(1),
  event: z.object({
    user: z.object({
      id: z.string().min(1),
      team_id: z.string().optional(),
      enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
      deleted: z.boolean().default(false),
      is_restricted: z.boolean().default(false),
      is_ultra_restricted: z.boolean().default(false),
    }),
  }),
});

export type PeoplePorts = {
  /** Somebody's account was closed, or is a guest's now; `id` names that for ever. */
  accountClosed(closed: { workspace: string; external: string; id: string }): Promise<void>;
};

/** Deactivated people lose access at once. Everything else that changes in a profile is theirs to say to the bot. */
export function listenToPeople(app: App, ports: PeoplePorts): void {
  app.event('user_change', async ({ body, context }: { body: unknown; context: Context }) => {
    const acknowledge: () => Promise<void> = context.acknowledge;
    const { team_id: team, event_id: id, event } = Changed.parse(body);
    const { user } = event;
    const workspace = hearerOf({ context }, team);
    const stranger = !belongs(user, workspace);
    const closed = user.deleted || user.is_restricted || user.is_ultra_restricted;
    // Strangers of shared channels are changed by their own workspace, and were never let in here. A colleague of an
    // Enterprise Grid who is told of with another workspace and without the list of theirs looks the same, and is left
    // alone too: they may have lost that workspace only, a closed account cannot press or write anything here anyway, and
    // deals that were handed over by mistake do not come back by themselves.
    if (closed && !stranger) await ports.accountClosed({ workspace, external: user.id, id });
    await acknowledge();
  });
}
