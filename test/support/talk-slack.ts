// Conversations in Slack: signed requests to the real receiver, and what emulate was sent.

import { type Call, TEAM } from './slack-api.ts';
import { type Answer as Ack, aSlackBot } from './slack-bot.ts';
import type { OpenView, Shown as Posted } from './slack-payloads.ts';
import { type Answer, named, type Sheet, type Shown, type Speaker, type Spot, type Talk } from './talk.ts';
import {
  linesIn,
  mentionsIn,
  picturesIn,
  type SlackField,
  slackFields,
  slackPressables,
  slackText,
} from './talk-slack-reading.ts';
import { asEphemeral, roomsIn, uploaded } from './talk-slack-scene.ts';
import { timeOf } from './talk-time.ts';

/** What stands behind something that is seen. */
type Behind =
  | { kind: 'message'; message: Posted; ephemeral: boolean }
  | { kind: 'view'; view: OpenView; type: 'modal' | 'home' };
/** `typed`: what stands in the modal since it was sent and came back with faults. */
type BehindForm = {
  view: OpenView;
  fields: readonly SlackField[];
  typed: Readonly<Record<string, string>>;
};

export async function talkInSlack(): Promise<Talk> {
  const slack = await aSlackBot();
  const { bot, api } = slack;
  // People of this conversation are in one chat: what is told to them arrives there.
  await bot.prisma.identity.deleteMany({ where: { platform: 'local' } });
  const rooms = await roomsIn(slack);
  const time = timeOf(bot, () => slack.deliver());
  const behind = new WeakMap<Shown, Behind>();
  const forms = new WeakMap<Sheet, BehindForm>();
  let last: () => Promise<Ack> = async () => {
    throw new Error('nothing was said');
  };

  function shownOf(message: Posted, ephemeral: boolean): Shown {
    const { channel, ts, blocks, thread_ts: thread } = message;
    const threaded = thread !== undefined && thread !== ts;
    const shown: Shown = {
      id: `${channel}:${ts}`,
      to: ephemeral || channel.startsWith('D') ? 'alone' : threaded ? 'thread' : 'room',
      text: slackText(message),
      buttons: slackPressables(blocks).map((one) => one.names[0] ?? ''),
      pictures: picturesIn(blocks),
    };
    behind.set(shown, { kind: 'message', message, ephemeral });
    return shown;
  }
  function viewShown(view: OpenView, type: 'modal' | 'home'): Shown {
    const shown: Shown = {
      id: view.id,
      to: 'alone',
      text: [view.title?.text ?? '', ...linesIn(view.blocks)].join('\n'),
      buttons: slackPressables(view.blocks).map((one) => one.names[0] ?? ''),
      pictures: picturesIn(view.blocks),
    };
    behind.set(shown, { kind: 'view', view, type });
    return shown;
  }
  function formOf(view: OpenView, faults: Readonly<Record<string, string>> = {}, typed = {}): Sheet {
    const fields = slackFields(view, { faults, typed });
    const form: Sheet = { title: view.title.text, fields };
    forms.set(form, { view, fields, typed });
    return form;
  }
  const messageOf = ({ asked, answered }: Call): Posted =>
    ({ ...asked, ts: answered.ts ?? answered.message_ts ?? asked.ts }) as unknown as Posted;

  const SENT = ['chat.update', 'chat.postMessage', 'chat.postEphemeral'] as const;
  const VIEWS = ['views.open', 'views.push', 'views.update'] as const;
  const worked = (method: string): Call[] => api.calls(method).filter((one) => one.answered.ok === true);

  /** Does something and gathers what Slack was told in answer to it. */
  async function told(doing: () => Promise<Ack>): Promise<Answer & { ack: Ack }> {
    const before = new Map([...SENT, ...VIEWS].map((method) => [method, worked(method).length]));
    const answered = api.responses.length;
    slack.tick(1000);
    const ack = await doing();
    if (ack.status !== 200) throw new Error(`Slack was answered ${ack.status}: ${ack.text}`);
    const fresh = (method: string) => worked(method).slice(before.get(method as 'chat.update'));
    const aside = [ack.body, ...api.responses.slice(answered).map((one) => one.body)];
    const shown = [
      ...SENT.flatMap((method) =>
        fresh(method).map((call) => shownOf(messageOf(call), method === 'chat.postEphemeral')),
      ),
      ...aside.flatMap((body, at) =>
        body.blocks === undefined
          ? []
          : [shownOf({ ...body, channel: 'C', ts: `aside.${answered + at}` } as unknown as Posted, true)],
      ),
    ];
    const views = VIEWS.flatMap(fresh).map((call) => call.answered.view as OpenView);
    const form = views.findLast((view) => view.callback_id === 'form');
    const read = views.filter((view) => view.callback_id !== 'form');
    return {
      ack,
      shown: [...shown, ...read.map((view) => viewShown(view, 'modal'))],
      form: form === undefined ? null : formOf(form),
    };
  }

  const mention = `<@${api.bot.botUserId}>`;
  async function spoken(who: Speaker, line: string, spot?: Spot): Promise<() => Promise<Ack>> {
    const channel = placeOf(spot);
    const slash = /^[/／](.*)$/s.exec(line)?.[1];
    if (slash !== undefined && spot !== undefined && 'room' in spot) {
      const body = await slack.said.command(who, { name: '/stagepost', text: slash, channel });
      return () => slack.request(body, 'application/x-www-form-urlencoded');
    }
    const typed = line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    // In a deal's thread one speaks as one does; in a room the bot is mentioned.
    const text = spot !== undefined && 'room' in spot ? `${mention} ${typed}` : typed;
    const thread = spot !== undefined && 'under' in spot ? rootOf(spot.under) : undefined;
    const event = await slack.said.message(who, text, {
      ...(channel !== undefined && { channel }),
      ...(thread !== undefined && { thread }),
    });
    let tries = 0;
    return () => {
      tries += 1;
      return slack.event(event, tries === 1 ? {} : { 'x-slack-retry-num': String(tries - 1) });
    };
  }
  function posted(shown: Shown): Posted {
    const found = behind.get(shown);
    if (found?.kind !== 'message') throw new Error(`${shown.id} is no message`);
    return found.message;
  }
  const rootOf = (shown: Shown): string => posted(shown).thread_ts ?? posted(shown).ts;
  function placeOf(spot?: Spot): string | undefined {
    if (spot === undefined) return undefined;
    return 'room' in spot ? rooms[spot.room] : posted(spot.under).channel;
  }
  const known = (form: Sheet): BehindForm => {
    const found = forms.get(form);
    if (found === undefined) throw new Error('this form was not opened here');
    return found;
  };

  return {
    platform: 'slack',
    instead: { 'typed-form': 'button, then modal' },
    bot,
    async say(who, line, spot) {
      last = await spoken(who, line, spot);
      return told(last);
    },
    again: () => told(last),
    async press(who, shown, label) {
      const from = behind.get(shown);
      const blocks = from?.kind === 'view' ? from.view.blocks : (from?.message.blocks ?? []);
      const all = slackPressables(blocks).flatMap((one) => one.names.map((name) => ({ ...one, name })));
      const found = named(all, label, (one) => one.name);
      const only = [{ type: 'actions', elements: [found.control] }];
      if (from?.kind === 'view') {
        const view = { ...from.view, blocks: only, type: from.type };
        const payload = await slack.said.pressIn(who, view, found.label);
        return told(() => slack.interaction(payload));
      }
      const payload = await slack.said.press(who, { ...posted(shown), blocks: only }, found.label);
      return told(() => slack.interaction(from?.ephemeral === true ? asEphemeral(payload) : payload));
    },
    async submit(who, form, values) {
      const { view, fields, typed: before } = known(form);
      const given = Object.entries(values).map(([label, value]) => {
        const field = named(fields, label, (one) => one.label);
        if (!field.type.includes('select') && field.type !== 'checkboxes') return [field.name, value];
        return [field.name, named([...field.choices], value, ([choice]) => choice)[1]];
      });
      const typed = { ...before, ...Object.fromEntries(given) };
      const answer = await told(() => slack.submit(who, typed, view));
      const { response_action: action, errors, view: next } = answer.ack.body;
      if (action === 'errors')
        return { ...answer, form: formOf(view, errors as Record<string, string>, typed) };
      if (action === 'update') return { ...answer, form: formOf({ ...view, ...(next as OpenView) }) };
      return answer;
    },
    async offers(who, form, { label, typed }) {
      const { view, fields, typed: before } = known(form);
      const field = named(fields, label, (one) => one.label);
      const payload = slack.said.typing(who, view, { field: field.name, text: typed });
      const { body } = await slack.interaction(payload);
      const options = (body.options ?? []) as { text: { text: string }; value: string }[];
      const choices = new Map(options.map((one) => [one.text.text, one.value]));
      const withChoices = fields.map((one) => (one === field ? { ...one, choices } : one));
      forms.set(form, { view, fields: withChoices, typed: before });
      return [...choices.keys()];
    },
    async drop(who, file) {
      const stored = await uploaded(slack, file);
      const event = await slack.said.message(who, '', { files: [stored] });
      last = () => slack.event(event);
      return told(last);
    },
    async day(who) {
      const seconds = Math.floor(bot.now.getTime() / 1000);
      await slack.event({
        type: 'event_callback',
        team_id: TEAM,
        api_app_id: 'A000000001',
        event_id: `EvHome${api.calls('views.publish').length}`,
        event_time: seconds,
        authorizations: [{ team_id: TEAM, user_id: api.bot.botUserId, is_bot: true }],
        event: { type: 'app_home_opened', user: api.user(who), tab: 'home', event_ts: `${seconds}.000001` },
      });
      const drawn = worked('views.publish').findLast((call) => call.asked.user_id === api.user(who));
      if (drawn === undefined) throw new Error(`no Home was drawn for ${who}`);
      const { id } = drawn.answered.view as OpenView;
      return viewShown({ ...(drawn.asked.view as OpenView), id, private_metadata: '', hash: '' }, 'home');
    },
    async takeUp(who, { by, text, room }) {
      const channel = rooms[room];
      const { ts } = await api.ask<{ ts: string }>('chat.postMessage', { channel, text });
      const message = { ts, user: api.user(by), text, channel };
      const payload = await slack.said.shortcut(who, 'record_objection', message);
      return told(() => slack.interaction(payload));
    },
    deliver: () => time.deliver(),
    until: (instant) => time.moveTo(new Date(instant)),
    async seen(who, room) {
      const channel = room === undefined ? await slack.dm(who) : rooms[room];
      const roots = await api.messages(channel);
      const all: Shown[] = [];
      for (const root of roots) {
        const thread = await api.messages(channel, root.ts);
        all.push(
          ...[root, ...thread.filter((one) => one.ts !== root.ts)].map((one) =>
            shownOf({ channel, ...one }, false),
          ),
        );
      }
      const asides = worked('chat.postEphemeral').filter(
        ({ asked }) => asked.channel === channel && asked.user === api.user(who),
      );
      return [...all, ...asides.map((call) => shownOf(messageOf(call), true))];
    },
    pings: () => [
      ...[...SENT, ...VIEWS].flatMap((method) => worked(method).flatMap((call) => mentionsIn(call.asked))),
      ...api.responses.flatMap((one) => mentionsIn(one.body)),
    ],
    close: () => slack.close(),
  };
}
