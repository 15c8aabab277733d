import type { Place } from '../../../chat/input.ts';
import { isForRoom, type Message, type Reply } from '../../../chat/message.ts';
import type { Locale } from '../../../domain/people.ts';
import type { Calls } from '../calls.ts';
import { type Fill, filledMessage, sent, type Where } from '../fill.ts';
import type { Rendered } from '../render/message.ts';
import { texts } from '../texts.ts';
import { codeOf } from '../turn.ts';
import { respond } from './respond.ts';

/** Speaking to one person in one place, in answer to what they just did. */
export type Voice = {
  calls: Calls;
  place: Place;
  actor: string;
  /** The thread for what everybody may see, where the place itself is in none: that of a live card that was pressed. */
  thread?: string | undefined;
  /** Asked for while the input is heard; English when that is slow. */
  locale: Promise<Locale>;
  fill: Fill;
  /** Where Slack takes answers for half an hour, also where the bot is not a member. */
  responseUrl?: string | undefined;
};

/** The message whose button was pressed. */
export type Pressed = { message: string; ephemeral: boolean };

/** What marks a message of ours, so that it can be found again before it would be posted twice. */
export const metadataOf = (key: string) => ({ event_type: 'stagepost_outbox', event_payload: { key } });

/** Never made links or previews of, whatever people typed. */
export const QUIET = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const;

const whereOf = async ({ calls, locale }: Voice): Promise<Where> => ({
  client: calls.client,
  workspace: calls.workspace,
  locale: await locale,
});

export const render = async (voice: Voice, message: Message): Promise<Rendered> =>
  filledMessage(voice.fill, await whereOf(voice), message);

export const working = async (voice: Voice): Promise<string> => texts[await voice.locale].working;

/** Shows a reply where it belongs: to everybody in the place, or to the asker alone. A form is its asker's own. */
export async function show(voice: Voice, reply: Reply, key: string): Promise<void> {
  // What is said in a direct conversation is for the asker alone anyway, and stays.
  const alone = voice.place.kind === 'room' && !isForRoom(reply);
  await sent(voice.fill, await whereOf(voice), {
    message: reply,
    call: (drawn) => (alone ? aside(voice, drawn) : openly(voice, drawn, key)),
  });
}

async function openly(voice: Voice, message: Rendered, key: string): Promise<void> {
  const { calls, place, responseUrl } = voice;
  const { client } = calls;
  const root = place.thread ?? voice.thread;
  const thread = root === undefined ? {} : { thread_ts: root };
  const around = { channel: place.channel, ...thread, metadata: metadataOf(key) };
  try {
    await client.chat.postMessage({ ...message, ...QUIET, ...around });
  } catch (error) {
    if (!OUTSIDE.has(codeOf(error)) || responseUrl === undefined) throw error;
    await respond(responseUrl, client.slackApiUrl, { response_type: 'ephemeral', ...message });
  }
}

/** Draws the answer in the place of the message whose button was pressed. */
export async function redraw(
  voice: Voice,
  { reply, pressed, key }: { reply: Reply; pressed: Pressed; key: string },
): Promise<void> {
  const { calls, place, responseUrl } = voice;
  if (pressed.ephemeral && responseUrl === undefined) return show(voice, reply, key);
  const around = { channel: place.channel, ts: pressed.message, metadata: metadataOf(key) };
  await sent(voice.fill, await whereOf(voice), {
    message: reply,
    call: async (drawn) => {
      if (pressed.ephemeral && responseUrl !== undefined)
        return respond(responseUrl, calls.client.slackApiUrl, { replace_original: true, ...drawn });
      await calls.client.chat.update({ ...drawn, parse: 'none', link_names: false, ...around });
    },
  });
}

/** The bot may be spoken to where it is not a member: by a slash command, or by a shortcut on a message. */
const OUTSIDE = new Set(['not_in_channel', 'channel_not_found', 'user_not_in_channel']);

/** For the asker's eyes only. */
export async function aside(voice: Voice, message: Rendered): Promise<void> {
  const { calls, place, actor, responseUrl } = voice;
  const { client } = calls;
  const thread = place.thread === undefined ? {} : { thread_ts: place.thread };
  const around = {
    parse: 'none',
    link_names: false,
    channel: place.channel,
    user: actor,
    ...thread,
  } as const;
  try {
    await client.chat.postEphemeral({ ...message, ...around });
  } catch (error) {
    if (!OUTSIDE.has(codeOf(error))) throw error;
    if (responseUrl === undefined) await client.chat.postMessage({ ...message, ...QUIET, channel: actor });
    else
      await respond(responseUrl, client.slackApiUrl, {
        response_type: 'ephemeral',
        replace_original: false,
        ...message,
        ...thread,
      });
  }
}
