import { setTimeout as wait } from 'node:timers/promises';
import { createLarkAdapter } from './adapters/lark/adapter.ts';
import { createApi, type LarkApi } from './adapters/lark/api.ts';
import { isTurnedAway, LarkError } from './adapters/lark/codes.ts';
import { type MenuOutcome, registerMenu } from './adapters/lark/commands.ts';
import { directoryOf } from './adapters/lark/directory.ts';
import type { Kept, LarkPorts } from './adapters/lark/ports.ts';
import { words } from './adapters/lark/words.ts';
import { helloRoom } from './cards/setup.ts';
import { foundAtFirstWord } from './chat/arrival.ts';
import type { Command } from './chat/command.ts';
import { accountClosed } from './chat/departure.ts';
import type { Input } from './chat/input.ts';
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
  const adapter = createLarkAdapter(larkPorts(roof), config);
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
    },
    routes: [adapter.routes],
    jobs: [],
  };
}

/** What the adapter needs of the rest. */
export function larkPorts(roof: Roof): LarkPorts {
  const { desk, draw, log } = roof;
  const office = officePorts<Kept>('lark', roof, (body): body is Kept => isOfKind<Kept>(body, KEPT));
  const founded = async (input: Input): Promise<void> => {
    const workspace = { external: input.workspace, name: input.workspace };
    await foundAtFirstWord(desk, { found: foundBy(roof) }, { input, workspace });
  };
  return {
    ...office,
    draw,
    log,
    now: desk.now,
    wait: async (ms) => void (await wait(ms)),
    refused: (reason) => roof.refused('lark', reason),
    async hear(input) {
      await founded(input);
      return office.hear(input);
    },
    later: (input, reply) => office.later(input, reply, { inRoom: true }),
    async invited(by) {
      await founded(by);
      await welcome(roof, by);
    },
    left: async (who) => void (await accountClosed(desk, { platform: 'lark', ...who })),
  };
}

/** Says in a room what the bot can do there, once for each invitation; what was held back there goes out again. */
async function welcome({ desk, prisma }: Roof, { id, workspace, place: { channel } }: Input): Promise<void> {
  const org = await desk.organisationOf('lark', workspace);
  if (org === null) return;
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
