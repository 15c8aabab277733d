import { z } from 'zod';
import { isCalendar } from './domain/workday.ts';

/** Everything that can be set from outside. One field, one variable; .env.example lists them all. */
const onOff = z.enum(['on', 'off']);

const Variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.stagepost'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOCAL_WORKSPACE: onOff.default('on'),
  DEMO: onOff.optional(),
  ORG_LOCALE: z.enum(['en', 'zh']).optional(),
  ORG_TIME_ZONE: z.string().refine(isZone).optional(),
  ORG_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  ORG_CALENDAR: z.string().refine(isCalendar).optional(),
});

export type Config = {
  port: number;
  host: string;
  /** null: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  logLevel: string;
  local: boolean;
  demo: boolean;
  /** For the first boot only; afterwards the organisation's own settings hold. */
  organisation: {
    locale: 'en' | 'zh' | null;
    zone: string | null;
    currency: string | null;
    calendar: string | null;
  };
};

/** What each variable wants, for the sentence about a bad one. */
const WANTS: Readonly<Record<keyof z.infer<typeof Variables>, string>> = {
  PORT: '0–65535',
  HOST: '127.0.0.1',
  DATABASE_URL: 'postgresql://user:password@host:5432/name',
  DATA_DIR: '.stagepost',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace, silent',
  LOCAL_WORKSPACE: 'on, off',
  DEMO: 'on, off',
  ORG_LOCALE: 'en, zh',
  ORG_TIME_ZONE: 'Asia/Shanghai',
  ORG_CURRENCY: 'CNY',
  ORG_CALENDAR: 'prc, none, US',
};
export const VARIABLES: readonly string[] = Object.keys(WANTS);

/** Names every bad variable with what it wants, and shows no value: values can be secrets. */
export class ConfigError extends Error {
  readonly variables: readonly { name: string; wants: string }[];
  constructor(variables: readonly { name: string; wants: string }[]) {
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
  // The local workspace lets anybody act as anybody, so it never listens beyond this machine.
  if (set.LOCAL_WORKSPACE === 'on' && !LOOPBACK.has(set.HOST)) throw new ConfigError(bad(['HOST']));
  return Object.freeze({
    port: set.PORT,
    host: set.HOST,
    databaseUrl: set.DATABASE_URL ?? null,
    dataDir: set.DATA_DIR,
    logLevel: set.LOG_LEVEL,
    local: set.LOCAL_WORKSPACE === 'on',
    demo: set.DEMO === undefined ? set.DATABASE_URL === undefined : set.DEMO === 'on',
    organisation: {
      locale: set.ORG_LOCALE ?? null,
      zone: set.ORG_TIME_ZONE ?? null,
      currency: set.ORG_CURRENCY ?? null,
      calendar: set.ORG_CALENDAR ?? null,
    },
  });
}

const bad = (names: readonly string[]) =>
  [...new Set(names)].map((name) => ({
    name,
    wants: Object.entries(WANTS).find(([one]) => one === name)?.[1] ?? '',
  }));

function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined;
  } catch {
    return false;
  }
}
