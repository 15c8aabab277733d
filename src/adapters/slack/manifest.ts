import type { AppsManifestValidateArguments } from '@slack/web-api';
import type { Command } from '../../chat/command.ts';
import { verbOf } from '../../chat/line.ts';

type Manifest = AppsManifestValidateArguments['manifest'];

/** Each scope has its reason in docs/slack.md. */
export const SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
] as const;

const EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'tokens_revoked',
  'user_change',
] as const;

/** The words of daily work: which verbs stand in the hint of which slash command. Everything else is said after /stagepost. */
const DAILY: readonly { command: string; description: string; hints: readonly string[] }[] = [
  {
    command: '/stagepost',
    description: 'Say anything to Stagepost · 驿站：什么都可以说',
    hints: ['visit.log', 'day.show', 'help.show'],
  },
  {
    command: '/deal',
    description: 'Open and move deals · 商机',
    hints: ['deal.advance', 'deal.win', 'deal.mine'],
  },
  {
    command: '/visit',
    description: 'Log and plan visits · 拜访',
    hints: ['visit.log', 'visit.plan'],
  },
  {
    command: '/objection',
    description: 'Record and answer objections · 异议',
    hints: ['objection.record', 'objection.list'],
  },
  {
    command: '/funnel',
    description: 'Show the funnel · 漏斗',
    hints: ['funnel.show', 'funnel.moves'],
  },
];

/** What people do from anywhere, and with somebody's message; the ids are what `input/inputs.ts` knows. */
const SHORTCUTS = [
  {
    type: 'global',
    name: 'Log a visit',
    callback_id: 'log_visit',
    description: 'What happened, and what comes next · 记拜访',
  },
  {
    type: 'global',
    name: 'New deal',
    callback_id: 'new_deal',
    description: 'Open a deal · 新建商机',
  },
  {
    type: 'message',
    name: 'Add to deal',
    callback_id: 'add_to_deal',
    description: 'Keep this message in a deal’s history · 记到商机',
  },
  {
    type: 'message',
    name: 'Record objection',
    callback_id: 'record_objection',
    description: 'Record what the customer said as an objection · 记为异议',
  },
] as const;

/** The app as Slack is told of it. Without a url it uses Socket Mode; with one, everything arrives at `url`/slack/events. */
export function manifestOf(commands: readonly Command[], { url }: { url: string | null }): Manifest {
  const at = (path: string): string => new URL(path, url ?? undefined).href;
  const events = url === null ? {} : { request_url: at('/slack/events') };
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Stagepost',
      description: 'The sales process, run from inside the team’s chat · 驿站：在聊天里推进销售',
      long_description: LONG,
      background_color: '#1f3d36',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'stagepost', always_online: true },
      shortcuts: SHORTCUTS.map((one) => ({ ...one })),
      slash_commands: DAILY.map(({ command, description, hints }) => ({
        command,
        description,
        usage_hint: hints.map((name) => hintOf(name, command, commands)).join(' | '),
        should_escape: false,
        ...(url === null ? {} : { url: at('/slack/events') }),
      })),
    },
    oauth_config: {
      ...(url === null ? {} : { redirect_urls: [at('/slack/oauth_redirect')] }),
      scopes: { bot: [...SCOPES] },
    },
    settings: {
      event_subscriptions: { ...events, bot_events: [...EVENTS] },
      interactivity: {
        is_enabled: true,
        ...events,
        ...(url === null ? {} : { message_menu_options_url: at('/slack/events') }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}

const LONG =
  'Stagepost keeps a sales team’s deals moving from inside the chat. Reps move deals, log visits and record ' +
  'objections by a line, a button or a card; managers get a funnel digest that answers three questions; deals that ' +
  'stop moving are nudged until someone moves them. Everything is kept as a history that nobody can rewrite, from ' +
  'which every number can be recomputed. 驿站让销售团队在聊天里推进商机：一句话、一个按钮就能推进阶段、记拜访、' +
  '记异议；主管每天看到漏斗；停滞的商机有人盯。';

/** What follows the slash command in a verb's own example: `/deal` + `advance acme`. */
function hintOf(name: string, command: string, commands: readonly Command[]): string {
  const verb = commands.find((one) => one.name === name);
  if (verb === undefined) throw new Error(`the manifest names ${name}, which nobody can say`);
  const example = verb.example.en;
  const noun = command.slice(1);
  if (noun === 'stagepost') return example;
  const canonical = verb.says.en[0] ?? name;
  // An example may be a plain line, without the verb's words.
  const rest = verbOf(example, commands)?.rest ?? example;
  const whole = `${canonical} ${rest}`.trim();
  return whole.startsWith(`${noun} `) ? whole.slice(noun.length + 1) : rest;
}
