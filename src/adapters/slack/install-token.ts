import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '../../chat/log.ts';
import { clientOptions } from './calls.ts';
import { quietLogger } from './log.ts';
import type { Installation } from './ports.ts';

const Self = z.object({
  team_id: z.string(),
  team: z.string().default(''),
  user_id: z.string(),
  bot_id: z.string(),
});

const CALL_MS = 10_000;

/** The one workspace that a bot token belongs to, and who the bot is there. Throws what Slack answers to a bad token. */
export async function ownWorkspace(
  botToken: string,
  { apiUrl = 'https://slack.com/api/', log }: { apiUrl?: string; log: Log },
): Promise<{ workspace: { external: string; name: string }; bot: Installation }> {
  const options = { ...clientOptions(apiUrl, CALL_MS), logger: quietLogger(log, 'slack') };
  const client = new webApi.WebClient(botToken, options);
  const { team_id: external, team, user_id: botUserId, bot_id: botId } = Self.parse(await client.auth.test());
  return { workspace: { external, name: team || external }, bot: { botToken, botId, botUserId } };
}
