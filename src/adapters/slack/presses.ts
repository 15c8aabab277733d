import type { App } from '@slack/bolt';
import type { Words } from '../../chat/card.ts';
import type { Place } from '../../chat/input.ts';
import { messages } from '../../i18n/messages.ts';
import { openRest, openView } from './answer/kept.ts';
import { behind, wordsOf } from './answer/modal.ts';
import { pressSurface, viewPressSurface } from './answer/surfaces.ts';
import { aside, render } from './answer/voice.ts';
import { inputOf, pressPlace, saidAt } from './input/inputs.ts';
import { PressBody, teamOf } from './input/payload.ts';
import { callsOf, earsOf, hearing, type Listening, voiceOf } from './listening.ts';
import { onceFor } from './once.ts';
import { ACTIONS } from './render/buttons.ts';
import { CONTROL } from './render/control.ts';
import { answerKey, type Hearing, take } from './turn.ts';

/** Buttons, menus and three dots, wherever they stand; and what is being typed into a modal. */
export function listenToPresses(app: App, listening: Listening): void {
  const once = onceFor<undefined>();
  app.action(/.*/, async ({ body: raw, ack, ...around }) => {
    const body = PressBody.parse(raw);
    const workspace = teamOf(body);
    const [control] = body.actions;
    if (control?.action_id === CONTROL && body.view !== undefined) {
      await ack();
      const { id: view, state } = body.view;
      return listening.drafts.typed({ workspace, view }, { state, at: touchedAt(listening, control) });
    }
    const calls = callsOf(workspace, around);
    const value = control?.value ?? control?.selected_option?.value ?? '';
    const from = body.view === undefined ? null : behind(body.view.private_metadata);
    const where = from?.place ?? pressPlace(body);
    const responseUrl = body.response_url ?? from?.responseUrl;
    const voice = voiceOf(listening, calls, { place: where, actor: body.user.id, responseUrl });
    const { team: posted } = body.message ?? {};
    if (posted !== undefined && posted !== workspace) {
      // What another organisation's bot wrote names its deals, not ours: in a shared channel both may be read.
      await ack();
      return aside(voice, await render(voice, { text: messages[await voice.locale].chat.guest }));
    }
    const trigger = body.trigger_id;
    const on = body.view?.type === 'modal' ? body.view.id : null;
    const acknowledge = async (): Promise<void> => ack();
    const kind = control?.action_id.split(':')[0];
    if (kind === ACTIONS.rest || kind === ACTIONS.view) {
      const open = kind === ACTIONS.rest ? openRest : openView;
      if (await open(listening.ports, { voice, value, trigger, on })) return acknowledge();
    }
    const message = body.message?.ts ?? body.container.message_ts;
    const words = await wordsOf(listening.ports, workspace, value);
    const { place, says, anew } =
      words === null
        ? await instead(listening, { workspace, place: where, message })
        : { place: saidAt(where, words, message), says: words, anew: false };
    const input = inputOf(earsOf(listening, calls), {
      id: `press:${trigger}`,
      actor: body.user.id,
      place,
      said: { kind: 'press', words: says },
    });
    const key = answerKey(input);
    const pressed =
      message === undefined ? undefined : { message, ephemeral: body.container.is_ephemeral === true };
    const hears = hearing(listening, around);
    await once(`${input.workspace}:${input.id}`, acknowledge, (first) => {
      const surface =
        body.view === undefined
          ? pressSurface({ voice: { ...voice, thread: place.thread }, key, trigger, pressed }, first)
          : viewPressSurface({ voice, key, trigger, on }, first);
      return take(anew ? drawnAnew(hears) : hears, input, surface);
    });
    if (body.view?.type === 'home') await listening.ports.pressedAtHome({ workspace, actor: body.user.id });
  });
}

const touchedAt = ({ ports }: Listening, { action_ts: seconds }: { action_ts?: string | undefined }): Date =>
  seconds === undefined ? ports.now() : new Date(Number(seconds) * 1000);

type Instead = { place: Place; says: Words; anew: boolean };

/** What an older version, or nobody, wrote: in the thread of a deal the deal is shown as it stands, in the card's place. */
async function instead(
  { ports }: Listening,
  { workspace, place, message }: { workspace: string; place: Place; message: string | undefined },
): Promise<Instead> {
  const thread = place.thread ?? message;
  const { channel } = place;
  const isHome = thread !== undefined && (await ports.isHome({ workspace, channel, thread }));
  if (!isHome) return { place, says: { line: '' }, anew: false };
  return { place: { ...place, thread }, says: { line: 'deal show' }, anew: true };
}

const drawnAnew = (listening: Hearing): Hearing => ({
  ...listening,
  async hear(input) {
    const reply = await listening.hear(input);
    return reply === null ? null : { ...reply, replaces: true };
  },
});
