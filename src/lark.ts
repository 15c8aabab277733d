import { setTimeout as wait } from 'node:timers/promises';
import { createLarkAdapter } from './adapters/lark/adapter.ts';
import { registerCommands, slashCommands } from './adapters/lark/commands.ts';
import type { Kept, LarkPorts } from './adapters/lark/ports.ts';
import { foundAtFirstWord } from './chat/arrival.ts';
import { accountClosed } from './chat/departure.ts';
import { menuOf } from './chat/menu.ts';
import type { LarkConfig } from './config.ts';
import { officePorts } from './office.ts';
import { type Connected, foundBy, isOfKind, type Roof } from './roof.ts';

const KEPT: readonly Kept['kind'][] = ['form', 'words', 'rest'];

/** Feishu or Lark: one self-built app in one tenant. The first word that is said there founds its organisation. */
export function connectLark(config: LarkConfig, roof: Roof): Connected {
  const { desk, draw, log } = roof;
  const office = officePorts<Kept>('lark', roof, (body): body is Kept => isOfKind<Kept>(body, KEPT));
  const ports: LarkPorts = {
    ...office,
    draw,
    log,
    now: desk.now,
    wait: async (ms) => void (await wait(ms)),
    refused: (reason) => roof.refused('lark', reason),
    async hear(input) {
      const workspace = { external: input.workspace, name: input.workspace };
      await foundAtFirstWord(desk, { found: foundBy(roof) }, { input, workspace });
      return office.hear(input);
    },
    left: async (who) => void (await accountClosed(desk, { platform: 'lark', ...who })),
  };
  const adapter = createLarkAdapter(ports, config);
  return {
    adapter: {
      ...adapter,
      async start() {
        await adapter.start();
        // The platform's own / menu is a convenience: without the scope for it the bot works all the same.
        const { commands } = desk;
        await registerCommands(
          adapter.api,
          slashCommands(menuOf(commands, 'en'), menuOf(commands, 'zh')),
        ).catch((error: unknown) =>
          log.warn(
            { code: error instanceof Error ? error.name : 'unknown' },
            'slash commands were not registered',
          ),
        );
      },
    },
    routes: [adapter.routes],
    jobs: [],
  };
}
