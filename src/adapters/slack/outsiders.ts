import { z } from 'zod';
import type { Log } from '../../chat/log.ts';
import { messages } from '../../i18n/messages.ts';
import { respond } from './answer/respond.ts';
import { codeOf } from './turn.ts';

const Pressed = z.object({
  response_url: z.string().min(1),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ team_id: z.string().optional() }).optional(),
  message: z.object({ team: z.string().optional() }).optional(),
});

/**
 * Whoever presses something in a workspace that does not have the bot: somebody in a channel shared with one that has
 * it, or one where the app was taken away and its messages still stand. They are told, for their eyes only; that needs
 * no token. Their language is not known, so it is said in both.
 */
export async function declineOutsider(
  body: unknown,
  { apiUrl, log }: { apiUrl: string; log: Log },
): Promise<void> {
  const pressed = Pressed.safeParse(body);
  if (!pressed.success) return;
  const { response_url: url, team, user, message } = pressed.data;
  // Which of the two sentences they read rests on this, and nothing else. In a channel that workspaces of one Enterprise
  // Grid share, `message.team` may differ from `team` for people of the same company: as nothing happens without an
  // install of their own workspace, they too are told that they are guests here. Where an install says `team: null`, of a
  // whole Grid, only the person's own workspace is left to compare; such installs are not supported yet.
  const theirs = team?.id ?? user?.team_id;
  const shared = message?.team !== undefined && message.team !== theirs;
  const why = shared ? 'guest' : 'unknownWorkspace';
  const text = `${messages.en.chat[why]} ${messages.zh.chat[why]}`;
  const answer = { response_type: 'ephemeral', replace_original: false, text };
  await respond(url, apiUrl, answer).catch((error: unknown) =>
    log.warn({ code: codeOf(error) }, 'slack outsider was not told'),
  );
}
