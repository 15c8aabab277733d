import { setTimeout as wait } from 'node:timers/promises';
import { createLarkAdapter, type LarkAdapter } from './adapters/lark/adapter.ts';
import { createApi, type LarkApi } from './adapters/lark/api.ts';
import { isTurnedAway, LarkError } from './adapters/lark/codes.ts';
import { type MenuOutcome, registerMenu } from './adapters/lark/commands.ts';
import { directoryOf } from './adapters/lark/directory.ts';
import type { Kept, LarkPorts } from './adapters/lark/ports.ts';
import { tenantName } from './adapters/lark/tenant.ts';
import { words } from './adapters/lark/words.ts';
import { helloRoom } from './cards/setup.ts';
import { foundAtFirst } from './chat/arrival.ts';
import type { Command } from './chat/command.ts';
import { accountClosed } from './chat/departure.ts';
import type { Found } from './chat/dispatch.ts';
import { type Input, spokenIn } from './chat/input.ts';
import type { LarkConfig } from './config.ts';
import { type Locale, otherLocale } from './domain/people.ts';
import { messages } from './i18n/messages.ts';
import { officePorts } from './office.ts';
import { type Connected, foundBy, isOfKind, type Log, PlatformRefused, type Roof } from './roof.ts';
import { send } from './store/outbox.ts';
import { roomBack } from './store/troubles.ts';

const KEPT: readonly Kept['kind'][] = ['form', 'words', 'rest'];

/** Feishu or Lark: one self-built app in one tenant. The first word that is said there founds its organisation. */
export function connectLark(config: LarkConfig, roof: Roof): Connected {
  const { desk, log } = roof;
  const { ports, drained } = larkPorts(roof, () => tenantName(adapter.api));
  const adapter: LarkAdapter = createLarkAdapter(ports, config);
  return {
    adapter: {
      ...adapter,
      async start() {
        await admitted(adapter.api);
        await adapter.start();
        // The platform's own / menu is a convenience: without the scope for it the bot works all the same.
        const { ok, text } = await registerMenu(adapter.api, desk.commands, words.en.menu);
        if (ok) log.info({}, text);
        else log.warn({}, text);
      },
      async stop() {
        await adapter.stop();
        await drained();
      },
    },
    routes: [adapter.routes],
    jobs: [],
  };
}

/** What the adapter needs of the rest. `nameOf`: what the tenant calls itself. `drained`: see office.ts. */
export function larkPorts(
  roof: Roof,
  nameOf: () => Promise<string | null>,
): { ports: LarkPorts; drained(): Promise<void> } {
  const { desk, draw, log } = roof;
  const found: Found = async (input) => {
    // The platform says nobody's language: it is the one in which they write.
    const locale = spokenIn(input);
    const profile = async () => ({ ...(locale !== null && { locale }), ...(await input.profile()) });
    const workspace = { external: input.workspace, name: await nameOf() };
    const first = { platform: 'lark', workspace, external: input.actor, profile } as const;
    return foundAtFirst(desk, { found: foundBy(roof) }, first);
  };
  const isKept = (body: unknown): body is Kept => isOfKind<Kept>(body, KEPT);
  const { drained, ...office } = officePorts<Kept>('lark', { ...roof, found }, isKept);
  const ports: LarkPorts = {
    ...office,
    draw,
    log,
    now: desk.now,
    wait: async (ms) => void (await wait(ms)),
    refused: (reason) => roof.refused('lark', reason),
    later: (input, reply) => office.later(input, reply, { inRoom: true }),
    async invited(by) {
      const org = (await desk.organisationOf('lark', by.workspace)) ?? (await found(by));
      if (org !== null) await welcome(roof, org, by);
    },
    left: async (who) => void (await accountClosed(desk, { platform: 'lark', ...who })),
  };
  return { ports, drained };
}

/** Says in a room what the bot can do there, once for each invitation; what was held back there goes out again. */
async function welcome(
  { desk, prisma }: Roof,
  org: string,
  { id, workspace, place: { channel } }: Input,
): Promise<void> {
  const now = desk.now();
  await roomBack(prisma, { platform: 'lark', workspace, channel }, now);
  const { locale } = await desk.reads(org, now).organisation();
  const hello = (one: Locale) => helloRoom({ m: messages[one], locale: one });
  await send(
    prisma,
    { org, now },
    {
      key: `welcome:lark:${workspace}:${channel}:${id}`,
      platform: 'lark',
      address: { kind: 'room', workspace, channel },
      body: { kind: 'message', message: hello(locale), locale, twin: hello(otherLocale(locale)) },
    },
  );
  desk.posted();
}

/** An app that the platform does not know never will be let in; a platform that is away keeps nobody from starting. */
async function admitted(api: LarkApi): Promise<void> {
  try {
    await directoryOf(api).bot();
  } catch (error) {
    if (isTurnedAway(error)) throw new PlatformRefused('Feishu', error.code);
    if (!(error instanceof LarkError)) throw error;
  }
}

/** `npm run lark:commands`: the / menu, from the command line. */
export async function registerLarkMenu(
  config: LarkConfig | null,
  { commands, log, now, locale }: { commands: readonly Command[]; log: Log; now(): Date; locale: Locale },
): Promise<MenuOutcome> {
  const say = words[locale].menu;
  if (config === null) return { ok: false, text: say.notConfigured };
  return registerMenu(createApi(config, { log, now }), commands, say);
}
