import { z } from 'zod';
import type { Locale } from './domain/people.ts';
import { isCalendar } from './domain/workday.ts';
import { secretKeys } from './store/secrets.ts';

/** Everything that can be set from outside. One field, one variable; .env.example lists them all. */
const onOff = z.enum(['on', 'off']);

const Variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.stagepost'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOCAL_WORKSPACE: onOff.optional(),
  DEMO: onOff.optional(),
  SECRETS_KEY: z
    .string()
    .refine((value) => secretKeys(value) !== null)
    .optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().min(8).optional(),
  SLACK_CLIENT_ID: z.string().min(1).optional(),
  SLACK_CLIENT_SECRET: z.string().min(8).optional(),
  SLACK_STATE_SECRET: z.string().min(16).optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LARK_APP_ID: z
    .string()
    .regex(/^cli_[0-9a-fA-F]{16}$/)
    .optional(),
  LARK_APP_SECRET: z.string().min(8).optional(),
  LARK_EVENTS: z.enum(['socket', 'webhook']).default('socket'),
  LARK_ENCRYPT_KEY: z.string().min(1).optional(),
  LARK_VERIFICATION_TOKEN: z.string().min(1).optional(),
  LARK_DOMAIN: z.union([z.enum(['feishu', 'lark']), z.url({ protocol: /^https?$/ })]).default('feishu'),
  ORG_LOCALE: z.enum(['en', 'zh']).optional(),
  ORG_TIME_ZONE: z.string().refine(isZone).optional(),
  ORG_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  ORG_CALENDAR: z.string().refine(isCalendar).optional(),
});

/** One workspace by its token, over a socket or HTTP; or many that install the app by OAuth. */
export type SlackConfig = {
  apiUrl: string | null;
} & (
  | { kind: 'socket'; botToken: string; appToken: string }
  | { kind: 'http'; botToken: string; signingSecret: string }
  | {
      kind: 'oauth';
      signingSecret: string;
      clientId: string;
      clientSecret: string;
      stateSecret: string;
      publicUrl: string;
    }
);

export type LarkConfig = {
  appId: string;
  appSecret: string;
  domain: string;
  events: { by: 'socket' } | { by: 'webhook'; encryptKey: string; verificationToken: string };
};

export type Config = {
  port: number;
  host: string;
  /** null: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  logLevel: string;
  local: boolean;
  demo: boolean;
  /** Each 32 bytes: the first seals the secrets of installations, all of them open. */
  secretsKeys: readonly Buffer[];
  slack: SlackConfig | null;
  lark: LarkConfig | null;
  /** For the first boot only; afterwards the organisation's own settings hold. */
  organisation: {
    locale: Locale | null;
    zone: string | null;
    currency: string | null;
    calendar: string | null;
  };
};

/** What each variable takes: exactly this, something like this, or only together with others. */
export type Wants = { is: string } | { like: string } | { with: string };

const WANTS: Readonly<Record<keyof z.infer<typeof Variables>, Wants>> = {
  PORT: { is: '0–65535' },
  HOST: { is: '127.0.0.1' },
  DATABASE_URL: { like: 'postgresql://user:password@host:5432/name' },
  DATA_DIR: { like: '.stagepost' },
  LOG_LEVEL: { is: 'fatal, error, warn, info, debug, trace, silent' },
  LOCAL_WORKSPACE: { is: 'on, off' },
  DEMO: { is: 'on, off' },
  SECRETS_KEY: { like: '$(openssl rand -base64 32)' },
  SLACK_BOT_TOKEN: { with: 'SLACK_APP_TOKEN=xapp-… / SLACK_SIGNING_SECRET' },
  SLACK_APP_TOKEN: { like: 'xapp-…' },
  SLACK_SIGNING_SECRET: { is: 'Basic Information → Signing Secret' },
  SLACK_CLIENT_ID: {
    with: 'SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, SLACK_SIGNING_SECRET, PUBLIC_URL, SECRETS_KEY',
  },
  SLACK_CLIENT_SECRET: { with: 'SLACK_CLIENT_ID' },
  SLACK_STATE_SECRET: { like: '$(openssl rand -hex 16)' },
  SLACK_API_URL: { like: 'https://slack.com/api/' },
  PUBLIC_URL: { like: 'https://stagepost.example.com' },
  LARK_APP_ID: { like: 'cli_0123456789abcdef' },
  LARK_APP_SECRET: { with: 'LARK_APP_ID' },
  LARK_EVENTS: { is: 'socket, webhook' },
  LARK_ENCRYPT_KEY: { with: 'LARK_EVENTS=webhook' },
  LARK_VERIFICATION_TOKEN: { with: 'LARK_EVENTS=webhook' },
  LARK_DOMAIN: { like: 'feishu' },
  ORG_LOCALE: { is: 'en, zh' },
  ORG_TIME_ZONE: { like: 'Asia/Shanghai' },
  ORG_CURRENCY: { like: 'CNY' },
  ORG_CALENDAR: { like: 'prc, none, US' },
};
export const VARIABLES: readonly string[] = Object.keys(WANTS);

export type BadVariable = { name: string; wants: Wants };

/** Names every bad variable with what it wants, and shows no value: values can be secrets. */
export class ConfigError extends Error {
  readonly variables: readonly BadVariable[];
  constructor(variables: readonly BadVariable[]) {
    super(`bad variables: ${variables.map((one) => one.name).join(', ')}`);
    this.variables = variables;
  }
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** Reads the environment once. Empty variables count as absent. Throws ConfigError. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(
    VARIABLES.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const parsed = Variables.safeParse(present);
  if (!parsed.success) throw new ConfigError(bad(parsed.error.issues.map((issue) => String(issue.path[0]))));
  const set = parsed.data;
  const slack = slackOf(set);
  const lark = larkOf(set);
  const local =
    set.LOCAL_WORKSPACE === undefined ? slack === null && lark === null : set.LOCAL_WORKSPACE === 'on';
  // The local workspace lets anybody act as anybody, so it never listens beyond this machine.
  if (local && !LOOPBACK.has(set.HOST)) throw new ConfigError(bad(['HOST']));
  return Object.freeze({
    port: set.PORT,
    host: set.HOST,
    databaseUrl: set.DATABASE_URL ?? null,
    dataDir: set.DATA_DIR,
    logLevel: set.LOG_LEVEL,
    local,
    demo: set.DEMO === undefined ? set.DATABASE_URL === undefined : set.DEMO === 'on',
    secretsKeys: (set.SECRETS_KEY === undefined ? null : secretKeys(set.SECRETS_KEY)) ?? [],
    slack,
    lark,
    organisation: {
      locale: set.ORG_LOCALE ?? null,
      zone: set.ORG_TIME_ZONE ?? null,
      currency: set.ORG_CURRENCY ?? null,
      calendar: set.ORG_CALENDAR ?? null,
    },
  });
}

type Values = z.infer<typeof Variables>;

/** Which of Slack's three ways in is meant; half of one is a bad variable. */
function slackOf(set: Values): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = set;
  const apiUrl = set.SLACK_API_URL ?? null;
  if (set.SLACK_CLIENT_ID !== undefined) {
    const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, PUBLIC_URL: publicUrl } = set;
    const stateSecret = set.SLACK_STATE_SECRET;
    if (clientSecret && stateSecret && signingSecret && publicUrl && set.SECRETS_KEY) {
      return { kind: 'oauth', apiUrl, clientId, clientSecret, stateSecret, signingSecret, publicUrl };
    }
    throw new ConfigError(bad(['SLACK_CLIENT_ID']));
  }
  if (botToken === undefined) {
    if (appToken !== undefined || signingSecret !== undefined)
      throw new ConfigError(bad(['SLACK_BOT_TOKEN']));
    return null;
  }
  if (appToken !== undefined) return { kind: 'socket', apiUrl, botToken, appToken };
  if (signingSecret !== undefined) return { kind: 'http', apiUrl, botToken, signingSecret };
  throw new ConfigError(bad(['SLACK_BOT_TOKEN']));
}

function larkOf(set: Values): LarkConfig | null {
  const { LARK_APP_ID: appId, LARK_APP_SECRET: appSecret, LARK_DOMAIN: domain } = set;
  if (appId === undefined && appSecret === undefined) return null;
  if (appId === undefined) throw new ConfigError(bad(['LARK_APP_ID']));
  if (appSecret === undefined) throw new ConfigError(bad(['LARK_APP_SECRET']));
  if (set.LARK_EVENTS === 'socket') return { appId, appSecret, domain, events: { by: 'socket' } };
  const { LARK_ENCRYPT_KEY: encryptKey, LARK_VERIFICATION_TOKEN: verificationToken } = set;
  // Without the key nothing proves where a request comes from.
  if (encryptKey === undefined) throw new ConfigError(bad(['LARK_ENCRYPT_KEY']));
  if (verificationToken === undefined) throw new ConfigError(bad(['LARK_VERIFICATION_TOKEN']));
  return { appId, appSecret, domain, events: { by: 'webhook', encryptKey, verificationToken } };
}

const bad = (names: readonly string[]): BadVariable[] =>
  Object.entries(WANTS).flatMap(([name, wants]) => (names.includes(name) ? [{ name, wants }] : []));

function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined;
  } catch {
    return false;
  }
}
