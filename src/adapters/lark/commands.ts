import { z } from 'zod';
import type { Command } from '../../chat/command.ts';
import { menuOf } from '../../chat/menu.ts';
import type { LarkApi } from './api.ts';
import { LarkError } from './codes.ts';
import { LIMITS } from './limits.ts';
import { MENU_SCOPES, type MenuWords } from './words.ts';

/** One word of the platform's own / menu. */
export type SlashCommand = { command: string; en: string; zh: string };

/** One command per noun, described by its first verb: the platform knows a command's name only, what follows is typed. */
export function slashCommands(commands: readonly Command[]): SlashCommand[] {
  const zh = menuOf(commands, 'zh');
  const slash = new Map<string, SlashCommand>();
  for (const [index, { noun, help }] of menuOf(commands, 'en').entries()) {
    if (!slash.has(noun)) slash.set(noun, { command: noun, en: help, zh: zh[index]?.help ?? help });
  }
  return [...slash.values()].slice(0, LIMITS.commands);
}

const path = 'application/v7/app_slash_commands';
const Listed = z.object({
  items: z
    .array(
      z.object({
        command_id: z.string(),
        command: z.string(),
        description: z
          .object({ default_value: z.string(), i18n: z.record(z.string(), z.string()).optional() })
          .optional(),
      }),
    )
    .optional(),
});

export type Registered = { added: string[]; changed: string[]; removed: string[] };

/** What became of the / menu, in one sentence; `ok` when it is as it should be. */
export type MenuOutcome = { ok: boolean; text: string };

/** Makes the platform's / menu equal to what can be said, and says in one sentence how that went. Throws faults of ours. */
export async function registerMenu(
  api: LarkApi,
  commands: readonly Command[],
  say: MenuWords,
): Promise<MenuOutcome> {
  const wanted = slashCommands(commands);
  try {
    const { added, changed, removed } = await registerCommands(api, wanted);
    const same = added.length + changed.length + removed.length === 0;
    const counts = { added: added.length, changed: changed.length, removed: removed.length };
    return { ok: true, text: same ? say.same(wanted.length) : say.registered(counts) };
  } catch (error) {
    if (!(error instanceof LarkError)) throw error;
    return { ok: false, text: refusal(error, say) };
  }
}

function refusal({ code }: LarkError, say: MenuWords): string {
  switch (code) {
    case '99991672':
      return say.scope(MENU_SCOPES);
    case '10003':
    case '10014':
    case '99991543':
      return say.secret;
    case '99991662':
    case '99991673':
      return say.notInstalled;
    case 'unreachable':
    case 'timeout':
      return say.unreachable;
    default:
      return say.refused(code);
  }
}

/** Makes the platform's / menu equal to `commands`; what is equal already is left alone. */
export async function registerCommands(api: LarkApi, commands: readonly SlashCommand[]): Promise<Registered> {
  const { items = [] } = await api.call({ method: 'GET', path }, Listed);
  const done: Registered = { added: [], changed: [], removed: [] };
  for (const one of commands) {
    const description = { default_value: one.en, i18n: { zh_cn: one.zh, en_us: one.en } };
    const there = items.find((item) => item.command === one.command);
    if (there === undefined) {
      await api.call({ method: 'POST', path, data: { command: one.command, description } }, z.unknown());
      done.added.push(one.command);
    } else if (there.description?.i18n?.zh_cn !== one.zh || there.description.i18n.en_us !== one.en) {
      const data = { command: one.command, description };
      await api.call({ method: 'PATCH', path: `${path}/${there.command_id}`, data }, z.unknown());
      done.changed.push(one.command);
    }
  }
  for (const item of items.filter((item) => !commands.some((one) => one.command === item.command))) {
    await api.call({ method: 'DELETE', path: `${path}/${item.command_id}` }, z.unknown());
    done.removed.push(item.command);
  }
  return done;
}
