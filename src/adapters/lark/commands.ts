import { z } from 'zod';
import type { LarkApi } from './api.ts';
import { LIMITS } from './limits.ts';

/** One word of the platform's own / menu. */
export type SlashCommand = { command: string; en: string; zh: string };

type MenuEntry = { noun: string; line: string; help: string };

/**
 * One command per noun, described by its first verb: the platform knows a command's name only, what follows is typed.
 * The entries are the same verbs in the same order, in both languages.
 */
export function slashCommands(en: readonly MenuEntry[], zh: readonly MenuEntry[]): SlashCommand[] {
  const commands = new Map<string, SlashCommand>();
  for (const [index, entry] of en.entries()) {
    if (commands.has(entry.noun)) continue;
    commands.set(entry.noun, { command: entry.noun, en: entry.help, zh: zh[index]?.help ?? entry.help });
  }
  return [...commands.values()].slice(0, LIMITS.commands);
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
