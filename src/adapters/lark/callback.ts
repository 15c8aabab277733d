import { DeliveryError } from '../../chat/adapter.ts';
import type { Place, Said } from '../../chat/input.ts';
import { jsonIn } from '../../chat/json.ts';
import type { Reply } from '../../chat/message.ts';
import { type Answering, contentFor, hearInTime, isForPlace, sayReply } from './answer.ts';
import { type Carried, carriedBy, type Spot } from './carried.ts';
import { restMessage } from './compose.ts';
import type { CardEvent, Delivery } from './events.ts';
import { rawValues } from './form-values.ts';
import { type Asked, type Facts, inputOf } from './input.ts';
import { LIMITS } from './limits.ts';
import type { FormDraft, Kept, LarkPorts } from './ports.ts';
import type { CardJson } from './render/card.ts';
import { clip, shown } from './render/text.ts';
import { words } from './words.ts';

/** What a callback is answered with, within 3 s: a toast, a new card in place of the pressed one, both or neither. */
export type CallbackAnswer = {
  toast?: {
    type: 'info' | 'success' | 'error' | 'warning';
    content: string;
    i18n?: { zh_cn: string; en_us: string };
  };
  card?: { type: 'raw'; data: CardJson };
};

export type Calling = Answering & Pick<LarkPorts, 'kept' | 'personOf'> & { facts: Facts };

type Press = Extract<Delivery, { type: 'card' }>;

/** A press, a choice of a menu, or a form that is sent. */
export async function answerCallback(on: Calling, press: Press): Promise<CallbackAnswer> {
  const found = carriedBy(valueIn(press.event.action));
  if (found === null) return chrome('warning', 'expired');
  const { carried, spot } = found;
  switch (carried.kind) {
    case 'words':
      return pressed(on, press, { words: carried.words, spot });
    case 'kept':
      return keptOf(on, press, { id: carried.id, spot });
    case 'form':
      return submitted(on, press, carried.draft);
  }
}

/** A menu's choice carries the words itself. */
const valueIn = ({ value, option }: CardEvent['action']): unknown =>
  typeof option === 'string' && option !== '' ? jsonIn(option) : value;

type Worded = { words: Extract<Carried, { kind: 'words' }>['words']; spot: Spot };

async function pressed(on: Calling, press: Press, { words: says, spot }: Worded): Promise<CallbackAnswer> {
  const asked = askedBy(press, {
    place: placeOf(press, spot),
    said: { kind: 'press', words: says },
    facts: on.facts,
  });
  const heard = await hearInTime(on, asked.input);
  if (heard.kind === 'late') return chrome('info', 'working');
  const { reply } = heard;
  if (reply === null) return {};
  if (reply.replaces === true && isForPlace(asked, reply)) return inPlace(on, asked, reply);
  if (isForPlace(asked, reply)) {
    await sayReply(on, asked, reply);
    return spot.kind === 'direct' ? {} : toast('success', reply.text);
  }
  // A short sentence for one person needs no message of its own.
  const short = reply.card === undefined && reply.form === undefined && (reply.buttons ?? []).length === 0;
  if (short && reply.text.length <= LIMITS.toast) return toast('info', reply.text);
  await sayReply(on, asked, reply);
  if (reply.form !== undefined) return chrome('info', 'formDirect');
  // What happened is said where it was pressed; the rest is read in the direct chat.
  const { workspace, actor } = asked.input;
  const direct = words[await on.localeOf({ workspace, actor })].sentDirect;
  return toast('info', `${clip(reply.text, LIMITS.toast - direct.length - 1)}\n${direct}`);
}

/** A press in a room answers in the thread of the card: the card itself is the root when it is in none. */
function placeOf({ event: { context } }: Press, spot: Spot): Place {
  const channel = context.open_chat_id;
  if (spot.kind === 'direct') return { kind: 'direct', channel, ...(spot.thread && { thread: spot.thread }) };
  return { kind: 'room', channel, thread: spot.thread ?? context.open_message_id };
}

type Speaking = { place: Place; said: Said; facts: Facts; id?: string };

function askedBy({ id, tenant, at, event }: Press, { place, said, facts, id: own }: Speaking): Asked {
  const { operator, context } = event;
  const input = inputOf(
    { id: own ?? id, tenant, from: operator.tenant_key, actor: operator.open_id, place, said, at },
    facts,
  );
  return { input, anchor: { message: context.open_message_id, threaded: place.kind === 'room' } };
}

async function keptOf(
  on: Calling,
  press: Press,
  { id, spot }: { id: string; spot: Spot },
): Promise<CallbackAnswer> {
  const kept = await on.kept(press.tenant, id);
  if (kept?.kind === 'words') return pressed(on, press, { words: kept.words, spot });
  return kept?.kind === 'rest' ? restOf(on, press, { kept, spot }) : chrome('warning', 'expired');
}

type Rest = { kept: Extract<Kept, { kind: 'rest' }>; spot: Spot };

async function restOf(on: Calling, press: Press, { kept, spot }: Rest): Promise<CallbackAnswer> {
  const { tenant, event } = press;
  const workspace = tenant;
  const openId = event.operator.open_id;
  const locale = await on.localeOf({ workspace, actor: openId });
  const rest = kept.twin?.locale === locale ? kept.twin : kept;
  const content = await on.compose(restMessage(rest), { workspace, locale, spot: { kind: 'direct' } });
  try {
    await on.post.send({ key: `rest:${press.id}`, to: { by: 'person', workspace, openId }, content });
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    on.log.warn({ code: error.code }, 'rest not sent');
    return chrome('warning', 'busy');
  }
  return spot.kind === 'direct' ? {} : chrome('info', 'sentDirect');
}

async function submitted(on: Calling, press: Press, id: string): Promise<CallbackAnswer> {
  const { tenant, event } = press;
  const draft = await on.kept(tenant, id);
  if (draft?.kind !== 'form') return chrome('warning', 'expired');
  const actor = event.operator.open_id;
  if (draft.owner !== actor) return chrome('error', 'yours');
  const values = await rawValues(event.action.form_value ?? {}, draft.controls, (external) =>
    on.personOf({ workspace: tenant, external }),
  );
  const asked: Asked = {
    ...askedBy(press, {
      // One form is done once, however often it is sent.
      id: `form:${draft.origin}`,
      place: draft.place,
      said: { kind: 'submit', words: draft.says, values },
      facts: on.facts,
    }),
    anchor: draft.anchor,
  };
  const heard = await hearInTime(on, asked.input);
  if (heard.kind === 'late') return chrome('info', 'working');
  return heard.reply === null ? {} : afterForm(on, { asked, draft, reply: heard.reply });
}

type Filled = { asked: Asked; draft: FormDraft; reply: Reply };

/** The form's card becomes the result, or the form again with its faults; a room sees the result where it was asked for. */
async function afterForm(on: Calling, { asked, draft, reply }: Filled): Promise<CallbackAnswer> {
  const { workspace, actor } = asked.input;
  const locale = await on.localeOf({ workspace, actor });
  const own = { workspace, locale, spot: { kind: 'direct' } as const };
  const { audience: _, replaces: __, ...message } = reply;
  if (reply.form !== undefined) {
    const { owner, origin, place, anchor } = draft;
    const again = await on.compose(message, { ...own, asked: { owner, origin, place, anchor } });
    const fault = reply.form.fields.find((field) => field.fault !== undefined)?.fault;
    return { ...toast('error', fault ?? reply.text), ...cardOf(again) };
  }
  if (draft.place.kind === 'direct' || reply.audience === 'asker') {
    // A card takes a card's place: a plain sentence becomes one.
    const card = message.card ?? { title: '', elements: [{ kind: 'text' as const, text: message.text }] };
    return { ...toast('success', reply.text), ...cardOf(await on.compose({ ...message, card }, own)) };
  }
  await sayReply(on, asked, reply);
  const done = { title: reply.text, elements: [{ kind: 'text' as const, text: words[locale].postedInRoom }] };
  return {
    ...toast('success', reply.text),
    ...cardOf(await on.compose({ text: reply.text, card: done }, own)),
  };
}

async function inPlace(on: Calling, asked: Asked, reply: Reply): Promise<CallbackAnswer> {
  const content = await contentFor(on, asked, reply);
  return content.kind === 'card' ? cardOf(content) : toast('success', reply.text);
}

const cardOf = (content: Awaited<ReturnType<Calling['compose']>>): CallbackAnswer =>
  content.kind === 'card' ? { card: { type: 'raw', data: content.card } } : {};

type ToastType = NonNullable<CallbackAnswer['toast']>['type'];

const toast = (type: ToastType, text: string): CallbackAnswer => ({
  toast: { type, content: shown(clip(text, LIMITS.toast)) },
});

const chrome = (
  type: ToastType,
  key: 'expired' | 'working' | 'sentDirect' | 'formDirect' | 'yours' | 'busy',
): CallbackAnswer => ({
  toast: { type, content: words.en[key], i18n: { zh_cn: words.zh[key], en_us: words.en[key] } },
});
