// Payloads as Slack sends them, with the emulator's ids: what the emulator itself never sends.

import { type Posted, type SlackApi, TEAM } from './slack-api.ts';

export type Where = {
  channel?: string;
  thread?: string;
  ts?: string;
  files?: readonly object[];
  headers?: Record<string, string>;
};
export type Shown = Posted & { channel: string };
export type OpenView = {
  id: string;
  hash: string;
  callback_id: string;
  private_metadata: string;
  title: { text: string };
  blocks: Record<string, unknown>[];
};

/** Payloads as Slack sends them. */
export function payloadsOf(api: SlackApi, now: () => Date) {
  let count = 0;
  const ts = (): string => {
    count += 1;
    return `${Math.floor(now().getTime() / 1000)}.${String(count).padStart(6, '0')}`;
  };
  const team = { id: TEAM, domain: 'stagepost' };
  /** An event with what stands around every one of them. */
  const event = (told: object): object => {
    count += 1;
    return {
      type: 'event_callback',
      team_id: TEAM,
      api_app_id: 'A000000001',
      event_id: `Ev${String(count).padStart(9, '0')}`,
      event_time: Math.floor(now().getTime() / 1000),
      authorizations: [{ team_id: TEAM, user_id: api.bot.botUserId, is_bot: true }],
      event: told,
    };
  };
  return {
    event,
    /** Somebody looks at the bot's Home. */
    home: async (who: string): Promise<object> =>
      event({
        type: 'app_home_opened',
        user: api.user(who),
        channel: await api.direct(api.user(who)),
        tab: 'home',
      }),
    async message(who: string, text: string, where: Where): Promise<object> {
      const user = api.user(who);
      const channel = where.channel ?? (await api.direct(user));
      const mention = !channel.startsWith('D') && text.includes(`<@${api.bot.botUserId}>`);
      return event({
        type: mention ? 'app_mention' : 'message',
        ...(where.files && { subtype: 'file_share', files: where.files }),
        channel,
        ...(!mention && { channel_type: channel.startsWith('D') ? 'im' : 'channel' }),
        user,
        text,
        ts: where.ts ?? ts(),
        ...(where.thread !== undefined && { thread_ts: where.thread }),
      });
    },
    async command(
      who: string,
      said: { name: string; text: string; channel?: string | undefined; trigger?: string },
    ): Promise<string> {
      const user = api.user(who);
      const channel = said.channel ?? (await api.direct(user));
      return new URLSearchParams({
        command: said.name,
        text: said.text,
        team_id: TEAM,
        team_domain: 'stagepost',
        user_id: user,
        user_name: who,
        channel_id: channel,
        channel_name: channel.startsWith('D') ? 'directmessage' : 'room',
        api_app_id: 'A000000001',
        trigger_id: said.trigger ?? (await api.trigger(user)),
        response_url: api.responseUrl('command'),
      }).toString();
    },
    async press(who: string, message: Shown, label: string | RegExp): Promise<object> {
      const control = controlNamed(message.blocks ?? [], label);
      return {
        type: 'block_actions',
        team,
        user: { id: api.user(who), team_id: TEAM },
        trigger_id: await api.trigger(api.user(who)),
        response_url: api.responseUrl('press'),
        channel: { id: message.channel },
        container: { type: 'message', message_ts: message.ts, channel_id: message.channel },
        message,
        actions: [control],
      };
    },
    async pressIn(who: string, view: OpenView, label: string | RegExp): Promise<object> {
      return {
        type: 'block_actions',
        team,
        user: { id: api.user(who), team_id: TEAM },
        trigger_id: await api.trigger(api.user(who), view.id),
        container: { type: 'view', view_id: view.id },
        view: { type: 'modal', ...view },
        actions: [controlNamed(view.blocks, label)],
      };
    },
    submit(who: string, view: OpenView, values: Record<string, string>): object {
      return {
        type: 'view_submission',
        team,
        user: { id: api.user(who), team_id: TEAM },
        view: { ...view, state: { values: stateOf(view, values) } },
      };
    },
    /** What Slack tells while somebody types. */
    async typed(who: string, view: OpenView, values: Record<string, string>): Promise<object> {
      const [field = '', value] = Object.entries(values).at(-1) ?? [];
      return {
        ...this.submit(who, view, values),
        type: 'block_actions',
        trigger_id: await api.trigger(api.user(who)),
        container: { type: 'view', view_id: view.id },
        actions: [{ type: 'plain_text_input', block_id: `field:${field}`, action_id: 'value', value }],
      };
    },
    /** Without what was in the fields: Slack says it only while somebody types. */
    closed(who: string, view: OpenView): object {
      return {
        ...this.submit(who, view, {}),
        type: 'view_closed',
        is_cleared: false,
        view: { ...view, state: { values: {} } },
      };
    },
    typing(who: string, view: OpenView, typed: { field: string; text: string }): object {
      return {
        type: 'block_suggestion',
        team,
        user: { id: api.user(who), team_id: TEAM },
        block_id: `field:${typed.field}`,
        action_id: 'value',
        value: typed.text,
        view,
      };
    },
    /** A shortcut that is used from anywhere. */
    async globalShortcut(who: string, callback: string): Promise<object> {
      return {
        type: 'shortcut',
        callback_id: callback,
        team,
        user: { id: api.user(who), team_id: TEAM },
        trigger_id: await api.trigger(api.user(who)),
        action_ts: ts(),
      };
    },
    async shortcut(who: string, callback: string, message: Shown): Promise<object> {
      return {
        type: 'message_action',
        callback_id: callback,
        team,
        user: { id: api.user(who), team_id: TEAM },
        trigger_id: await api.trigger(api.user(who)),
        response_url: api.responseUrl('shortcut'),
        channel: { id: message.channel, name: 'east' },
        message_ts: message.ts,
        message,
      };
    },
  };
}

type Block = Record<string, unknown>;

/** A button, or an option of a menu, as Slack reports its press. */
function controlNamed(blocks: readonly Block[], label: string | RegExp): object {
  const fits = (text: unknown): boolean =>
    typeof text === 'string' && (typeof label === 'string' ? text === label : label.test(text));
  const seen: string[] = [];
  const textOf = (one: Block): unknown => (one.text as Block | undefined)?.text;
  for (const block of blocks) {
    const controls = [
      ...((block.elements as Block[] | undefined) ?? []),
      block.accessory as Block | undefined,
    ];
    for (const control of controls) {
      if (control === undefined) continue;
      const base = { type: control.type, action_id: control.action_id, block_id: 'b' };
      if (control.type === 'button') {
        seen.push(String(textOf(control)));
        if (fits(textOf(control))) return { ...base, value: control.value };
      }
      for (const option of (control.options as Block[] | undefined) ?? []) {
        seen.push(String(textOf(option)));
        if (fits(textOf(option))) return { ...base, selected_option: option };
      }
    }
  }
  throw new Error(`nothing to press called ${label}; there is: ${seen.join(' | ')}`);
}

/** The state of a modal: what it opened with, with some fields filled in. */
function stateOf(view: OpenView, values: Record<string, string>): Record<string, object> {
  return Object.fromEntries(
    view.blocks.flatMap((block): [string, object][] => {
      if (block.type !== 'input') return [];
      const element = block.element as Block;
      const name = String(block.block_id).replace(/^field:/, '');
      return [[String(block.block_id), { [String(element.action_id)]: stateValue(element, values[name]) }]];
    }),
  );
}

function stateValue(element: Block, given: string | undefined): object {
  const { type } = element;
  switch (type) {
    case 'datepicker':
      return { type, selected_date: given ?? element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: given ?? element.initial_time ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return {
        type,
        selected_options:
          given === undefined
            ? (element.initial_options ?? [])
            : given.split(',').map((value) => ({ value })),
      };
    case 'static_select':
    case 'external_select':
      return {
        type,
        selected_option: given === undefined ? (element.initial_option ?? null) : { value: given },
      };
    default:
      return { type, value: given ?? element.initial_value ?? null };
  }
}
