import type { RespondArguments, ViewResponseAction } from '@slack/bolt';
import type { CardElement } from '../../../chat/card.ts';
import type { Reply } from '../../../chat/message.ts';
import type { Ack } from '../once.ts';
import type { Surface } from '../turn.ts';
import { codeOf } from '../turn.ts';
import { formView, readingView, waitingView } from './modal.ts';
import { type Stacking, stacked } from './stack.ts';
import { faultsOf, faultsShown } from './submit.ts';
import { aside, type Pressed, redraw, render, show, type Voice, working } from './voice.ts';

type Answering = {
  voice: Voice;
  /** Marks what is posted, so that it is found before it would be posted again. */
  key: string;
};
type Triggered = Answering & { trigger: string };

const afterwards =
  ({ voice, key }: Answering): Surface['afterwards'] =>
  async (reply) => {
    if (reply !== null) await show(voice, reply, key);
  };

/** A slash command is answered in its acknowledgement, for the asker; what is for everybody is posted. */
export function commandSurface({ voice, key, trigger }: Triggered, ack: Ack<RespondArguments>): Surface {
  const inAck = async (reply: Reply): Promise<void> =>
    ack({ response_type: 'ephemeral', ...(await render(voice, reply)) });
  return {
    async answer(reply) {
      if (reply === null) return ack();
      if (reply.form !== undefined) {
        if (await opened(voice, { form: reply.form, trigger })) return ack();
        return inAck(reply);
      }
      if (reply.audience === 'asker') return inAck(reply);
      await ack();
      await show(voice, reply, key);
    },
    wait: async () => ack({ response_type: 'ephemeral', text: await working(voice) }),
    afterwards: afterwards({ voice, key }),
  };
}

/** A line in a conversation is answered by a message; Slack delivers it again when it was not acknowledged. */
export function lineSurface(
  { voice, key, posted }: Answering & { posted(): Promise<boolean> },
  ack: Ack<undefined>,
): Surface {
  return {
    async answer(reply) {
      if (reply !== null && !(await posted())) await show(voice, reply, key);
      await ack();
    },
    async wait() {
      await ack();
      await aside(voice, await render(voice, { text: await working(voice) }));
    },
    afterwards: afterwards({ voice, key }),
  };
}

/** A press opens a form, redraws the message it stands in, or is answered beside it. */
export function pressSurface(
  { voice, key, trigger, pressed }: Triggered & { pressed?: Pressed | undefined },
  ack: Ack<undefined>,
): Surface {
  return {
    async answer(reply) {
      if (reply?.form !== undefined && (await opened(voice, { form: reply.form, trigger, pressed })))
        return ack();
      await ack();
      if (reply === null) return;
      if (reply.replaces === true && pressed !== undefined && mayReplace(voice, reply, pressed))
        return redraw(voice, { reply, pressed, key });
      await show(voice, reply, key);
    },
    async wait() {
      await ack();
      await aside(voice, await render(voice, { text: await working(voice) }));
    },
    afterwards: afterwards({ voice, key }),
  };
}

/** A press in a modal is answered by a modal on top of it, a card's next state in its place; one in the Home by a modal. */
export function viewPressSurface(
  { voice, key, trigger, on }: Triggered & Pick<Stacking, 'on'>,
  ack: Ack<undefined>,
): Surface {
  const stacking = { client: voice.calls.client, trigger, on };
  return {
    async answer(reply) {
      if (reply === null) return ack();
      const { form } = reply;
      const view =
        form === undefined ? await readingView(voice, readingOf(reply), 'view') : await formView(voice, form);
      await stacked(stacking, view, { inPlace: reply.replaces === true });
      await ack();
      if (reply.audience === 'place' && voice.place.kind === 'room' && form === undefined)
        await show(voice, reply, key);
    },
    async wait() {
      await stacked(stacking, waitingView(await voice.locale));
      await ack();
    },
    afterwards: afterwards({ voice, key }),
  };
}

const readingOf = (reply: Reply) => ({ title: reply.card?.title ?? reply.text, elements: asElements(reply) });

/** A whole reply as a modal reads it: what stands around a card's elements in a message stands among them here. */
function asElements({ text, card, buttons = [] }: Reply): readonly CardElement[] {
  const state = [card?.badge?.text, card?.subtitle].filter((one) => one !== undefined).join(' · ');
  return [
    { kind: 'text', text },
    ...(state === '' ? [] : [{ kind: 'text' as const, text: state, tone: 'muted' as const }]),
    ...(card?.elements ?? []),
    { kind: 'buttons', buttons },
    ...(card?.footer === undefined
      ? []
      : [{ kind: 'text' as const, text: card.footer, tone: 'muted' as const }]),
  ];
}

type Submitted = Answering & {
  pressed?: Pressed | undefined;
  /** The fields of the modal, by their blocks. */
  shown: readonly string[];
  /** The modal under it; null when there is none. */
  beneath: string | null;
};

/** A submitted form shows what is wrong beside its fields, asks for more, or closes and is answered where it was asked for. */
export function submitSurface(
  { voice, key, pressed, shown, beneath }: Submitted,
  ack: Ack<ViewResponseAction>,
): Surface {
  return {
    async answer(reply) {
      if (reply?.form !== undefined) {
        const errors = faultsOf(reply.form);
        if (faultsShown(errors, shown)) return ack({ response_action: 'errors', errors });
        return ack({ response_action: 'update', view: await formView(voice, reply.form, pressed) });
      }
      await ack();
      if (reply === null) return;
      if (reply.replaces === true && pressed !== undefined && mayReplace(voice, reply, pressed))
        return redraw(voice, { reply, pressed, key });
      if (await shownBeneath(voice, reply, beneath)) return;
      await show(voice, reply, key);
    },
    wait: async () => ack({ response_action: 'update', view: waitingView(await voice.locale) }),
    afterwards: afterwards({ voice, key }),
  };
}

type Opening = { form: NonNullable<Reply['form']>; trigger: string; pressed?: Pressed | undefined };

/** Whether a form could be opened: a trigger lives three seconds. Where not, the line with its button is the answer. */
async function opened(voice: Voice, { form, trigger, pressed }: Opening): Promise<boolean> {
  try {
    await voice.calls.client.views.open({ trigger_id: trigger, view: await formView(voice, form, pressed) });
    return true;
  } catch (error) {
    if (!/trigger/.test(codeOf(error))) throw error;
    return false;
  }
}

/** What only the asker may see never takes the place of what a room sees. */
const mayReplace = ({ place }: Voice, reply: Reply, pressed: Pressed): boolean =>
  reply.audience === 'place' || place.kind === 'direct' || pressed.ephemeral;

/** A card in a modal, from which the form was asked for, becomes what it is now: it would be all that one still sees. */
async function shownBeneath(voice: Voice, reply: Reply, beneath: string | null): Promise<boolean> {
  if (beneath === null || reply.replaces !== true || voice.place.kind === 'room') return false;
  const { client } = voice.calls;
  const view = await readingView(voice, readingOf(reply), 'view');
  return client.views.update({ view_id: beneath, view }).then(
    () => true,
    // It was closed meanwhile.
    () => false,
  );
}
