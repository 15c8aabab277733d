import type { App, Context } from '@slack/bolt';
import { z } from 'zod';

const Removed = z.object({
  team_id: z.string().min(1),
  /** When it happened, in seconds. */
  event_time: z.number(),
  event: z.object({
    type: z.enum(['app_uninstalled', 'tokens_revoked']),
    /** Ids of the users and bots whose tokens are gone. */
    tokens: z.object({ bot: z.array(z.string()).nullish() }).optional(),
  }),
});

export type RemovalPorts = {
  /** The bot was taken away at an instant; anything installed since holds. */
  removed(workspace: string, at: Date): Promise<void>;
};

/** The bot was taken out of a workspace, or its token was revoked. People's own tokens are none of ours. */
export function listenToRemoval(app: App, ports: RemovalPorts): void {
  const heard = async ({ body, context }: { body: unknown; context: Context }): Promise<void> => {
    const acknowledge: () => Promise<void> = context.acknowledge;
    const { team_id: workspace, event_time: seconds, event } = Removed.parse(body);
    const ours = event.type === 'app_uninstalled' || (event.tokens?.bot ?? []).length > 0;
    // The second is over when the next one begins: what was installed within it was installed before.
    if (ours) await ports.removed(workspace, new Date((seconds + 1) * 1000));
    await acknowledge();
  };
  app.event('app_uninstalled', heard);
  app.event('tokens_revoked', heard);
}
