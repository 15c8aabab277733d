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
import type { Log } from './chat/log.ts';
import type { LarkConfig } from './config.ts';
import { type Locale, otherLocale } from './domain/people.ts';
import { messages } from './i18n/messages.ts';
import { type Connected, foundBy, isOfKind, PlatformRefused, type Spine } from './platform.ts';
import { platformPorts } from './platform-ports.ts';
import { directChatOf, keepDirectChat } from './store/direct-chats.ts';
import { roomBack } from './store/troubles.ts';
import { forgetWelcome, welcomeOnce } from './store/welcomes.ts';

const KEPT: readonly Kept['kind'][] = ['form', 'words', 'rest'];

/** Feishu or Lark: one self-built app in one tenant. The first word that is said there founds its organisation. */
export function connectLark(config: LarkConfig, spine: Spine): Connected {
  const { desk, log } = spine;
  const { ports, drained } = larkPorts(spine, () => tenantName(adapter.api));
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

/** What the adapter needs of the rest. `nameOf`: what the tenant calls itself. `drained`: see platform-ports.ts. */
export function larkPorts(
  spine: Spine,
  nameOf: () => Promise<string | null>,
): { ports: LarkPorts; drained(): Promise<void> } {
  const { desk, prisma, draw, log } = spine;
  const found: Found = async (input) => {
    // The platform says nobody's language: it is the one in which they write.
    const locale = spokenIn(input);
    const profile = async () => ({ ...(locale !== null && { locale }), ...(await input.profile()) });
    const workspace = { external: input.workspace, name: await nameOf() };
    const first = { platform: 'lark', workspace, external: input.actor, profile } as const;
    return foundAtFirst(desk, { found: foundBy(spine) }, first);
  };
  const isKept = (body: unknown): body is Kept => isOfKind<Kept>(body, KEPT);
  const { drained, ...shared } = platformPorts<Kept>('lark', { ...spine, found }, isKept);
  const ports: LarkPorts = {
    ...shared,
    async hear(input) {
      const reply = await shared.hear(input);
      await heardAlone(spine, input);
      return reply;
    },
    async directChat(who) {
      const org = await desk.organisationOf('lark', who.workspace);
      return org === null ? null : directChatOf(prisma, { org, platform: 'lark', ...who });
    },
    draw,
    log,
    now: desk.now,
    wait: async (ms) => void (await wait(ms)),
    refused: (reason) => spine.refused('lark', reason),
    later: (input, reply) => shared.later(input, reply, { inRoom: true }),
    async invited(by) {
      const org = (await desk.organisationOf('lark', by.workspace)) ?? (await found(by));
      if (org !== null) await welcome(spine, org, by);
    },
    async dismissed(from) {
      const org = await desk.organisationOf('lark', from.workspace);
      if (org !== null) await forgetWelcome(prisma, { org, room: { platform: 'lark', ...from } });
    },
    left: async (who) => void (await accountClosed(desk, { platform: 'lark', ...who })),
  };
  return { ports, drained };
}

/**
 * Only a message says that its chat is the person's own; of a card we know only where it was meant to go. It is kept after
 * the commit, because the first thing that somebody says is what makes them known.
 */
async function heardAlone({ desk, prisma }: Spine, { workspace, actor, place, said }: Input): Promise<void> {
  const isMessage = said.kind === 'line' || said.kind === 'files';
  if (!isMessage || place.kind !== 'direct' || place.channel === '') return;
  const org = await desk.organisationOf('lark', workspace);
  if (org === null) return;
  await keepDirectChat(prisma, { org, platform: 'lark', workspace, external: actor }, place.channel);
}

/**
 * Says in a room what the bot can do there, once until it is taken out of it; what was held back there goes out again.
 * The platform documents that only the bot that was added is told; some were told of others as well.
 */
async function welcome(
  { desk, prisma }: Spine,
  org: string,
  { workspace, place: { channel } }: Input,
): Promise<void> {
  const now = desk.now();
  const room = { platform: 'lark', workspace, channel };
  if (await roomBack(prisma, room, now)) await forgetWelcome(prisma, { org, room });
  const { locale } = await desk.reads(org, now).organisation();
  const hello = (one: Locale) => helloRoom({ m: messages[one], locale: one });
  const twin = hello(otherLocale(locale));
  await welcomeOnce(prisma, { org, room, now }, { kind: 'message', message: hello(locale), locale, twin });
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
