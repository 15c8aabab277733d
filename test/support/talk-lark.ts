// Conversations in Feishu: events through the real ingress, and what the fake platform was sent.

import type { Event } from './fake-lark/deliveries.ts';
import type { Callback } from './fake-lark/platform.ts';
import { directChat, type FakeMessage } from './fake-lark/state.ts';
import { aLarkBot } from './lark-bot.ts';
import {
  type Answer,
  named,
  ROOMS,
  type Room,
  roomNames,
  type Sheet,
  type Shown,
  type Speaker,
  type Spot,
  STRANGER,
  speaksChinese,
  type Talk,
} from './talk.ts';
import {
  type Language,
  type LarkField,
  larkForm,
  larkPressables,
  larkText,
  mentionsIn,
  picturesIn,
} from './talk-lark-reading.ts';
import { timeOf } from './talk-time.ts';

/** What the bot answered the platform with. */
type Heard = { status: number; answer?: Callback['answer'] };
type BehindForm = { message: FakeMessage; fields: readonly LarkField[] };

const openId = (who: Speaker): string => `ou_${who}`;
const languageOf = (who: Speaker): Language => (speaksChinese(who) ? 'zh_cn' : 'en_us');
const chatOf = (room: Room): string => `oc_${room}`;

export async function talkInLark(): Promise<Talk> {
  const here = await aLarkBot({ dlp: true });
  const { bot, lark } = here;
  // People of this conversation are in one chat: what is told to them arrives there.
  await bot.prisma.identity.deleteMany({ where: { platform: 'local' } });
  for (const room of roomNames) lark.group(chatOf(room), ROOMS[room].map(openId));
  lark.user(openId(STRANGER), { name: STRANGER, email: `${STRANGER}@example.com` });
  const time = timeOf(bot, () => here.deliver());
  /** As the message was when it was seen: a card may have been changed since. */
  const behind = new WeakMap<Shown, FakeMessage>();
  const forms = new WeakMap<Sheet, BehindForm>();
  let last: { who: Speaker; event: Event } | null = null;

  function shownOf(message: FakeMessage, who: Speaker): Shown {
    const inGroup = lark.state.chats.get(message.chat)?.kind === 'group';
    const shown: Shown = {
      id: message.id,
      to: !inGroup ? 'alone' : message.root === null ? 'room' : 'thread',
      text: larkText(message, languageOf(who)),
      buttons: larkPressables(message, languageOf(who)).map((one) => one.name),
      pictures: picturesIn(message),
    };
    behind.set(shown, { ...message });
    return shown;
  }
  function formOf(message: FakeMessage): Sheet | null {
    const found = larkForm(message);
    if (found === null) return null;
    const form: Sheet = { title: found.title, fields: found.fields };
    forms.set(form, { message, fields: found.fields });
    return form;
  }
  function toastShown({ toast }: Callback['answer'], who: Speaker): Shown[] {
    if (toast === undefined) return [];
    const text = toast.i18n?.[languageOf(who)] ?? toast.content;
    return [{ id: 'toast', to: 'alone', text, buttons: [], pictures: 0 }];
  }

  const ofBot = () => lark.messages.filter((one) => one.author === 'bot');

  /** Does something and gathers what was posted or changed in answer to it. */
  async function told(who: Speaker, doing: () => Promise<Heard>): Promise<Answer> {
    const before = new Map(ofBot().map((one) => [one.id, one.content]));
    here.pass(1000);
    const { status, answer = {} } = await doing();
    if (status !== 200) throw new Error(`Feishu was answered ${status}`);
    const fresh = ofBot().filter((one) => before.get(one.id) !== one.content);
    const opened = fresh.map(formOf).find((form) => form !== null) ?? null;
    const shown = fresh.filter((one) => larkForm(one) === null).map((one) => shownOf(one, who));
    return { shown: [...shown, ...toastShown(answer, who)], form: opened };
  }

  function raw(shown: Shown): FakeMessage {
    const found = behind.get(shown);
    if (found === undefined) throw new Error(`${shown.id} is no message`);
    return found;
  }
  async function acted(who: Speaker, seen: FakeMessage, action: object): Promise<Callback> {
    // The client sends what it shows; what it gets back stands in the message itself.
    const shown = { ...seen };
    const callback = await lark.act(openId(who), shown, action);
    const message = lark.messages.find((one) => one.id === seen.id);
    if (message !== undefined && shown.content !== seen.content) message.content = shown.content;
    return callback;
  }
  async function spoken(who: Speaker, line: string, spot?: Spot): Promise<Heard> {
    const at =
      spot === undefined
        ? {}
        : 'room' in spot
          ? { chat: chatOf(spot.room) }
          : { chat: raw(spot.under).chat, reply: spot.under.id };
    // In a group the platform hears only what mentions the bot, in a thread as well.
    const said = await lark.say(openId(who), spot === undefined ? line : `@bot ${line}`, at);
    last = { who, event: said.event };
    return said.outcome;
  }
  const known = (form: Sheet): BehindForm => {
    const found = forms.get(form);
    if (found === undefined) throw new Error('this form was not opened here');
    return found;
  };

  return {
    platform: 'lark',
    instead: {
      'typed-form': 'card with fields',
      form: 'card in the direct chat',
      aside: 'direct chat',
      home: 'bot menu, private card',
      shortcut: 'reply and mention',
      'type-ahead': 'list in the form',
    },
    bot,
    say: (who, line, spot) => told(who, () => spoken(who, line, spot)),
    async again() {
      if (last === null) throw new Error('nothing was said');
      const { who, event } = last;
      return told(who, () => lark.sending.once(event));
    },
    async press(who, shown, label) {
      const message = raw(shown);
      const all = larkPressables(message, languageOf(who));
      const { action } = named(all, label, (one) => one.name);
      return told(who, () => acted(who, message, action));
    },
    async submit(who, form, values) {
      const { message, fields } = known(form);
      const given = Object.entries(values).map(([label, value]): [string, unknown] => {
        const field = named(fields, label, (one) => one.label);
        return [field.name, givenFor(field, value)];
      });
      return told(who, () => lark.submit(openId(who), message, Object.fromEntries(given)));
    },
    async offers(_, form, { label, typed }) {
      const field = named(known(form).fields, label, (one) => one.label);
      return [...field.choices.keys()].filter((one) => one.includes(typed));
    },
    drop: (who, file) =>
      told(who, async () => (await lark.drop(openId(who), file.name, Buffer.from(file.text))).outcome),
    async day(who) {
      const { shown } = await told(who, () => lark.menu(openId(who), 'my_day'));
      const [card] = shown;
      if (card === undefined) throw new Error(`no day was shown to ${who}`);
      return card;
    },
    async takeUp(who, { by, text, room }) {
      const { message } = await lark.say(openId(by), text, { chat: chatOf(room) });
      const line = `@bot ${speaksChinese(who) ? '异议' : 'objection'}`;
      const at = { chat: chatOf(room), reply: message.id };
      return told(who, async () => (await lark.say(openId(who), line, at)).outcome);
    },
    deliver: () => time.deliver(),
    until: (instant) => time.moveTo(new Date(instant)),
    async seen(who, room) {
      const chat = room === undefined ? directChat(lark.state, openId(who)).id : chatOf(room);
      if (room !== undefined && lark.state.chats.get(chat)?.members.includes(openId(who)) !== true) return [];
      return lark.posted(chat).map((one) => shownOf(one, who));
    },
    pings: () => ofBot().flatMap(mentionsIn),
    close: () => here.close(),
  };
}

/** What a control gives for what a person sees: the value behind a choice, a day with the client's zone. */
function givenFor({ tag, choices }: LarkField, value: string): unknown {
  if (tag === 'date_picker' || tag === 'picker_time') return `${value} +0800`;
  if (tag !== 'select_static' && tag !== 'multi_select_static') return value;
  const [, chosen] = named([...choices], new RegExp(`^${escaped(value)}(?: ·|$)`), ([choice]) => choice);
  return tag === 'multi_select_static' ? [chosen] : chosen;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
