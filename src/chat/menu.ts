import type { Locale } from '../domain/people.ts';
import type { Command } from './command.ts';

export type MenuEntry = { noun: string; verb: string; line: string; help: string; example: string };

/** What can be said, for the / menu of a surface. */
export function menuOf(commands: readonly Command[], locale: Locale): readonly MenuEntry[] {
  return commands.flatMap((command) => {
    if (command.hidden === true) return [];
    const [noun = '', verb = ''] = command.name.split('.');
    return [
      {
        noun,
        verb,
        line: command.says[locale][0] ?? command.name,
        help: command.help[locale],
        example: command.example[locale],
      },
    ];
  });
}
