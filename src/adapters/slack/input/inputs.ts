import type { Words } from '../../../chat/card.ts';
import type { Input, Place, Said } from '../../../chat/input.ts';
import type { Calls } from '../calls.ts';
import type { People } from '../people.ts';
import { nameOf } from '../render/form.ts';
import { incoming } from './file.ts';
import type {
  CommandBody,
  GlobalShortcutBody,
  MessageEvent,
  PressBody,
  ShortcutBody,
  StateValue,
} from './payload.ts';
import { mentioned, typed, withoutMention } from './text.ts';

/** What mapping a payload needs besides the payload. */
export type Ears = { calls: Calls; people: People; now: Date };

type Heard = {
  /** Slack's own name for what happened; the same in every delivery of it. */
  id: string;
  actor: string;
  place: Place;
  said: Said;
  at?: Date;
  files?: Input['files'];
  /** The author belongs to another workspace. */
  stranger?: boolean;
};

export function inputOf({ calls, people, now }: Ears, heard: Heard): Input {
  const { id, actor, place, said, at = now, files = [], stranger = false } = heard;
  return {
    id,
    platform: 'slack',
    workspace: calls.workspace,
    actor,
    place,
    said,
    files,
    at,
    stranger,
    profile: () => people.profile(calls, actor),
    members: () => people.members(calls, place.channel),
    isBot: (member) => people.isBot(calls, member),
  };
}

/** A conversation with the bot alone has an id of its own kind. Names of slash commands' channels say it too. */
export const placeOf = (channel: string, thread?: string | undefined): Place => ({
  kind: channel.startsWith('D') ? 'direct' : 'room',
  channel,
  ...(thread !== undefined && { thread }),
});

/** What the nouns mean where nothing follows them: the day's most likely, not a list of what could be said. */
const BARE: Readonly<Record<string, string>> = { deal: 'deal mine', visit: 'visit log' };

/** `/stagepost 推进远景` says the line; `/deal acme` says "deal acme". Without anything it asks for help. */
export function commandLine({ command, text }: CommandBody): string {
  const name = command.replace(/^\//, '');
  const line = typed(text, () => undefined).trim();
  if (name === 'stagepost' || name === '驿站') return line === '' ? 'help' : line;
  if (/^(?:help|帮助|\?|？)$/i.test(line)) return `help ${name}`;
  return line === '' ? (BARE[name] ?? name) : `${name} ${line}`;
}

export const commandInput = (ears: Ears, body: CommandBody): Input =>
  inputOf(ears, {
    id: `command:${body.trigger_id}`,
    actor: body.user_id,
    place: placeOf(body.channel_id),
    said: { kind: 'line', text: commandLine(body), addressed: 'command' },
  });

/** A message to the bot, with the mention of the bot taken out and the other mentions made names. */
export async function lineInput(ears: Ears, event: MessageEvent & { user: string }): Promise<Input> {
  const { calls, people } = ears;
  const { channel, ts, text, user, user_team: team } = event;
  const addressed = withoutMention(text, calls.bot.botUserId);
  const names = await namesIn(ears, addressed ?? text);
  const line = typed(addressed ?? text, (id) => names.get(id)).trim();
  const slash = /^[/／]/.test(line);
  const files = event.files.map((file) => incoming(file, calls));
  const said: Said =
    files.length > 0
      ? { kind: 'files', text: line }
      : {
          kind: 'line',
          text: slash ? line.slice(1).trim() : line === '' ? 'help' : line,
          addressed: slash ? 'command' : addressed === null ? 'plain' : 'mention',
        };
  return inputOf(
    { ...ears, people },
    {
      // A mention arrives as two events; they are one message.
      id: `message:${channel}:${ts}`,
      actor: user,
      place: placeOf(channel, event.thread_ts === ts ? undefined : event.thread_ts),
      said,
      files,
      at: new Date(Number(ts) * 1000),
      stranger: team !== undefined && team !== calls.workspace,
    },
  );
}

async function namesIn({ calls, people }: Ears, text: string): Promise<Map<string, string>> {
  const found = await Promise.all(
    mentioned(text).map(async (user) => [user, await people.nameOf(calls, user)] as const),
  );
  return new Map(found.flatMap(([user, name]) => (name === undefined ? [] : [[user, name] as const])));
}

/** Where a button stands: a root that has answers carries its own time as the thread. */
export function pressPlace(body: PressBody): Place {
  const { message, container, channel, user } = body;
  const thread = message?.thread_ts ?? container.thread_ts;
  const own = message?.ts ?? container.message_ts;
  // Without a channel the press came from the Home, which is the person's own.
  if (channel === undefined) return { kind: 'direct', channel: user.id };
  return placeOf(channel.id, thread === own ? undefined : thread);
}

/** On the live card of a deal's home, or in a form that it opened, one speaks in its thread. */
export const saidAt = (place: Place, { on }: Words, message: string | undefined): Place =>
  on === 'home' && message !== undefined ? { ...place, thread: place.thread ?? message } : place;

/** The values of a modal as the fields' raw texts. What a field keeps when it is left empty is not among them. */
export function valuesOf(
  state: Readonly<Record<string, Readonly<Record<string, StateValue>>>>,
  untouched: readonly string[],
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [block, controls] of Object.entries(state)) {
    const name = nameOf(block);
    const [control] = Object.values(controls);
    if (name === null || control === undefined) continue;
    const value = rawOf(control);
    if (value !== '' || !untouched.includes(name)) values[name] = value;
  }
  return values;
}

function rawOf(control: StateValue): string {
  const { value, selected_date, selected_time, selected_option, selected_options } = control;
  if (selected_options) return selected_options.map((one) => one.value).join(',');
  return value ?? selected_date ?? selected_time ?? selected_option?.value ?? '';
}

const SHORTCUTS: Readonly<Record<string, { line: string; field: string }>> = {
  add_to_deal: { line: 'deal note', field: 'note' },
  record_objection: { line: 'objection record', field: 'words' },
};

/** "Add to deal" and "Record objection" on somebody's message: its words, who said them and where they stand. */
export async function shortcutInput(ears: Ears, body: ShortcutBody): Promise<Input | null> {
  const shortcut = SHORTCUTS[body.callback_id];
  if (shortcut === undefined) return null;
  const { calls, people } = ears;
  const { message, channel, user, trigger_id } = body;
  const [names, author, link] = await Promise.all([
    namesIn(ears, message.text),
    message.user === undefined ? message.username : people.nameOf(calls, message.user),
    calls.client.chat
      .getPermalink({ channel: channel.id, message_ts: message.ts })
      .then(({ permalink }) => permalink)
      .catch(() => undefined),
  ]);
  const source = [author, link].filter((one) => one !== undefined).join(', ');
  const text = typed(message.text, (id) => names.get(id));
  return inputOf(ears, {
    id: `shortcut:${trigger_id}`,
    actor: user.id,
    place: placeOf(channel.id, message.thread_ts === message.ts ? undefined : message.thread_ts),
    said: {
      kind: 'press',
      words: {
        line: shortcut.line,
        values: { [shortcut.field]: source === '' ? text : `${text}\n— ${source}` },
      },
    },
  });
}

const GLOBAL: Readonly<Record<string, string>> = { log_visit: 'visit log', new_deal: 'deal new' };

/** "Log a visit" and "New deal", from wherever one is: what comes of it is said in the direct conversation. */
export function globalInput(ears: Ears, body: GlobalShortcutBody): Input | null {
  const line = GLOBAL[body.callback_id];
  if (line === undefined) return null;
  const { id: actor } = body.user;
  return inputOf(ears, {
    id: `shortcut:${body.trigger_id}`,
    actor,
    place: { kind: 'direct', channel: actor },
    said: { kind: 'press', words: { line } },
  });
}
