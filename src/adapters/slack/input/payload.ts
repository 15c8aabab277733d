import { z } from 'zod';

/**
 * What we read of Slack's payloads, and no more: everything else may change without our noticing. Shapes:
 * docs.slack.dev/reference/interaction-payloads and /reference/events.
 */

const id = z.string().min(1).max(100);

export const File = z.object({
  id,
  name: z.string().nullish(),
  size: z.number().nullish(),
  url_private_download: z.string().nullish(),
  url_private: z.string().nullish(),
});
export type File = z.infer<typeof File>;

/** `app_mention` and `message` events. */
export const MessageEvent = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().optional(),
  channel: id,
  channel_type: z.string().optional(),
  user: id.optional(),
  bot_id: z.string().optional(),
  /** The workspace that the author belongs to, in shared channels. */
  user_team: z.string().optional(),
  text: z.string().default(''),
  ts: id,
  thread_ts: id.optional(),
  files: z.array(File).default([]),
});
export type MessageEvent = z.infer<typeof MessageEvent>;

export const EventBody = z.object({
  /** In shared channels this may be the workspace of the author. */
  team_id: id,
  event: z.unknown(),
});

export const CommandBody = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: id,
  user_id: id,
  channel_id: id,
  channel_name: z.string().default(''),
  trigger_id: id,
  response_url: z.string(),
});
export type CommandBody = z.infer<typeof CommandBody>;

const Team = z.object({ id, domain: z.string().optional() }).nullish();
const User = z.object({ id, team_id: id.optional() });

const Control = z.object({
  type: z.string(),
  action_id: z.string().default(''),
  block_id: z.string().default(''),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  /** When, in seconds. */
  action_ts: z.string().optional(),
});

export const StateValue = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  // With their labels: a draft is opened with them again.
  selected_option: z.looseObject({ value: z.string() }).nullish(),
  selected_options: z.array(z.looseObject({ value: z.string() })).nullish(),
});
export type StateValue = z.infer<typeof StateValue>;

export const View = z.looseObject({
  id,
  hash: z.string().default(''),
  callback_id: z.string().default(''),
  /** The modal beneath it. */
  previous_view_id: z.string().nullish(),
  private_metadata: z.string().default(''),
  state: z
    // Nothing is written as an empty list, or not at all.
    .object({ values: z.record(z.string(), z.record(z.string(), StateValue)).catch({}) })
    .nullish()
    .transform((state) => state?.values ?? {}),
});

export const PressBody = z.object({
  team: Team,
  user: User,
  trigger_id: id,
  response_url: z.string().optional(),
  channel: z.object({ id }).optional(),
  container: z
    .object({
      type: z.string().optional(),
      message_ts: id.optional(),
      thread_ts: id.optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .default({}),
  /** `team`: the workspace of whoever posted it. */
  message: z.object({ ts: id, thread_ts: id.optional(), team: z.string().optional() }).optional(),
  view: View.extend({ type: z.enum(['modal', 'home']).default('modal') }).optional(),
  actions: z.array(Control).min(1),
});
export type PressBody = z.infer<typeof PressBody>;

export const ViewBody = z.object({
  team: Team,
  user: User,
  view: View,
});
export type ViewBody = z.infer<typeof ViewBody>;

export const TypingBody = z.object({
  team: Team,
  user: User,
  block_id: z.string(),
  value: z.string().default(''),
  view: z.object({ private_metadata: z.string().default('') }).optional(),
});

export const ShortcutBody = z.object({
  callback_id: z.string(),
  team: Team,
  user: User,
  trigger_id: id,
  response_url: z.string().optional(),
  channel: z.object({ id }),
  message_ts: id,
  message: z.object({
    user: id.optional(),
    username: z.string().optional(),
    text: z.string().default(''),
    ts: id,
    thread_ts: id.optional(),
  }),
});
export type ShortcutBody = z.infer<typeof ShortcutBody>;

/** A shortcut that stands by itself, in no channel and on no message. */
export const GlobalShortcutBody = z.object({
  type: z.literal('shortcut'),
  callback_id: z.string(),
  team: Team,
  user: User,
  trigger_id: id,
});
export type GlobalShortcutBody = z.infer<typeof GlobalShortcutBody>;
export const AnyShortcutBody = z.union([ShortcutBody, GlobalShortcutBody]);

/** The workspace in which somebody pressed; org-wide installs, which have no team here, come later. */
export const teamOf = ({ team, user }: { team?: z.infer<typeof Team>; user: z.infer<typeof User> }): string =>
  team?.id ?? user.team_id ?? '';
