import type { App, Context, RespondArguments, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { keepClosed } from './answer/kept.ts';
import { behind, wordsOf } from './answer/modal.ts';
import { commandSurface, lineSurface, pressSurface, submitSurface } from './answer/surfaces.ts';
import type { Calls } from './calls.ts';
import { findPosted } from './find.ts';
import {
  commandInput,
  globalInput,
  inputOf,
  lineInput,
  placeOf,
  saidAt,
  shortcutInput,
  valuesOf,
} from './input/inputs.ts';
import {
  AnyShortcutBody,
  CommandBody,
  EventBody,
  MessageEvent,
  TypingBody,
  teamOf,
  ViewBody,
} from './input/payload.ts';
import { withoutMention } from './input/text.ts';
import { LIMITS } from './limits.ts';
import { callsOf, earsOf, hearerOf, hearing, type Listening, voiceOf } from './listening.ts';
import { onceFor } from './once.ts';
import { listenToPresses } from './presses.ts';
import { optionOf } from './render/control.ts';
import { FORM, nameOf } from './render/form.ts';
import { answerKey, take } from './turn.ts';

/** Everything that Slack tells the bot, by kind. Each becomes one input, or nothing. */
export function listen(app: App, listening: Listening): void {
  listenToCommands(app, listening);
  listenToLines(app, listening);
  listenToPresses(app, listening);
  listenToForms(app, listening);
  listenToShortcuts(app, listening);
}

function listenToCommands(app: App, listening: Listening): void {
  const once = onceFor<RespondArguments>();
  app.command(/.*/, async ({ body: raw, ack, ...around }) => {
    const body = CommandBody.parse(raw);
    const calls = callsOf(body.team_id, around);
    const input = commandInput(earsOf(listening, calls), body);
    const voice = voiceOf(listening, calls, { ...input, responseUrl: body.response_url });
    const answering = { voice, key: answerKey(input), trigger: body.trigger_id };
    await once(`${input.workspace}:${input.id}`, ack, (first) =>
      take(hearing(listening, around), input, commandSurface(answering, first)),
    );
  });
}

/** Messages that people wrote; edits, deletions, joins and what bots say are nothing said to the bot. */
const SAID: ReadonlySet<string | undefined> = new Set([undefined, 'file_share', 'thread_broadcast']);

function listenToLines(app: App, listening: Listening): void {
  const once = onceFor<undefined>();
  const heard = async (around: { body: unknown; client: WebClient; context: Context }): Promise<void> => {
    const acknowledge: () => Promise<void> = around.context.acknowledge;
    const { team_id: team, event: raw } = EventBody.parse(around.body);
    const parsed = MessageEvent.safeParse(raw);
    if (!parsed.success) return acknowledge();
    const event = parsed.data;
    const calls = callsOf(hearerOf(around, team), around);
    if (event.user === undefined || !(await addressed(listening, calls, event))) return acknowledge();
    const input = await lineInput(earsOf(listening, calls), { ...event, user: event.user });
    const key = answerKey(input);
    const again = (around.context.retryNum ?? 0) > 0;
    const voice = voiceOf(listening, calls, input);
    const { channel, thread } = input.place;
    const posted = async (): Promise<boolean> =>
      again && (await findPosted(calls.client, { channel, thread, keys: [key], since: input.at })) !== null;
    await once(`${input.workspace}:${input.id}`, acknowledge, (first) =>
      take(hearing(listening, around), input, lineSurface({ voice, key, posted }, first)),
    );
  };
  app.event('app_mention', heard);
  app.event('message', heard);
}

/** Mentions, direct messages, and plain lines in the thread of a deal. A mention arrives as a message too. */
async function addressed({ ports }: Listening, calls: Calls, event: MessageEvent): Promise<boolean> {
  const { type, subtype, bot_id: bot, user, channel, thread_ts: thread, ts, text } = event;
  if (!SAID.has(subtype) || bot !== undefined || user === calls.bot.botUserId) return false;
  if (type === 'app_mention') return true;
  if (placeOf(channel).kind === 'direct') return true;
  if (thread === undefined || thread === ts) return false;
  if (withoutMention(text, calls.bot.botUserId) !== null) return false;
  return ports.isHome({ workspace: calls.workspace, channel, thread });
}

function listenToForms(app: App, listening: Listening): void {
  const once = onceFor<ViewResponseAction>();
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: FORM },
    async ({ body: raw, ack, ...around }) => {
      const body = ViewBody.parse(raw);
      const calls = callsOf(hearerOf(around, teamOf(body)), around);
      const { view, user } = body;
      const from = behind(view.private_metadata);
      const place = from?.place ?? { kind: 'direct' as const, channel: user.id };
      const words = from === null ? null : await wordsOf(listening.ports, calls.workspace, from.words);
      const said = words === null ? place : saidAt(place, words, from?.pressed?.message);
      const input = inputOf(earsOf(listening, calls), {
        // Until it is drawn anew or accepted a modal may be sent again with other values; that is one input more.
        id: `view:${view.id}:${view.hash}`,
        actor: user.id,
        place: said,
        said: {
          kind: 'submit',
          words: words ?? { line: '' },
          values: valuesOf(view.state, from?.untouched ?? []),
        },
      });
      const to = { place, actor: user.id, responseUrl: from?.responseUrl };
      const voice = { ...voiceOf(listening, calls, to), thread: said.thread };
      const shown = Object.keys(view.state);
      const beneath = view.previous_view_id ?? null;
      const surface = { voice, key: answerKey(input), pressed: from?.pressed, shown, beneath };
      await once(`${input.workspace}:${input.id}:${JSON.stringify(view.state)}`, ack, (first) =>
        take(hearing(listening, around), input, submitSurface(surface, first)),
      );
    },
  );

  app.view({ type: 'view_closed', callback_id: FORM }, async ({ body: raw, ack, ...around }) => {
    const body = ViewBody.parse(raw);
    await ack();
    const workspace = hearerOf(around, teamOf(body));
    const calls = callsOf(workspace, around);
    const from = behind(body.view.private_metadata);
    const place = from?.place ?? { kind: 'direct' as const, channel: body.user.id };
    const voice = voiceOf(listening, calls, { place, actor: body.user.id, responseUrl: from?.responseUrl });
    // Slack says which modal was closed, and hardly ever what was in it.
    const typed = await listening.drafts.last({ workspace, view: body.view.id });
    const state = { ...typed, ...body.view.state };
    await keepClosed(listening.ports, { voice, view: body.view, state });
  });

  app.options(/.*/, async ({ body: raw, ack }) => {
    const body = TypingBody.parse(raw);
    const workspace = teamOf(body);
    const from = behind(body.view?.private_metadata ?? '');
    const words = from === null ? null : await wordsOf(listening.ports, workspace, from.words);
    const field = nameOf(body.block_id);
    if (from === null || words === null || field === null) return ack({ options: [] });
    const options = await listening.ports.suggest({
      workspace,
      actor: body.user.id,
      place: from.place,
      line: words.line,
      field,
      typed: body.value,
    });
    const usable = options.filter(({ value }) => value !== '' && value.length <= LIMITS.optionValue);
    await ack({ options: usable.slice(0, LIMITS.options).map(optionOf) });
  });
}

function listenToShortcuts(app: App, listening: Listening): void {
  const once = onceFor<undefined>();
  app.shortcut(/.*/, async ({ body: raw, ack, ...around }) => {
    const parsed = AnyShortcutBody.safeParse(raw);
    if (!parsed.success) return ack();
    const body = parsed.data;
    const calls = callsOf(teamOf(body), around);
    const ears = earsOf(listening, calls);
    const onMessage = 'message' in body;
    const input = onMessage ? await shortcutInput(ears, body) : globalInput(ears, body);
    if (input === null) return ack();
    const responseUrl = onMessage ? body.response_url : undefined;
    const voice = voiceOf(listening, calls, { ...input, responseUrl });
    const answering = { voice, key: answerKey(input), trigger: body.trigger_id };
    const acknowledge = async (): Promise<void> => ack();
    await once(`${input.workspace}:${input.id}`, acknowledge, (first) =>
      take(hearing(listening, around), input, pressSurface(answering, first)),
    );
  });
}
