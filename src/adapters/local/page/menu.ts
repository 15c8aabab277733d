import type { MenuView } from '../api.ts';

type Items = MenuView['items'];

/** What follows the slash, or null when the text is not a command being typed. */
export function slashed(text: string): string | null {
  const match = /^\s*[/／](.*)$/s.exec(text);
  const rest = match?.[1];
  return rest === undefined || rest.includes('\n') ? null : rest;
}

/**
 * The verbs that fit what was typed after the slash, in either language: those whose line begins with it before those
 * that mention it. Once a verb is complete and something follows it, nothing fits any more: one is filling it in.
 */
export function fitting(items: Items, typed: string): Items {
  const query = typed.trim().toLowerCase();
  if (query === '') return typed === '' ? items : [];
  const lines = ({ en, zh }: Items[number]) => [en.line, zh.line].map((line) => line.toLowerCase());
  const complete = items.some((item) =>
    lines(item).some((line) => `${typed.toLowerCase()}`.startsWith(`${line} `)),
  );
  if (complete) return [];
  const begins = items.filter((item) => lines(item).some((line) => line.startsWith(query)));
  const mentions = items.filter(({ en, zh }) =>
    [en.line, zh.line, en.help, zh.help, en.noun, en.verb, zh.noun, zh.verb].some((text) =>
      text.toLowerCase().includes(query),
    ),
  );
  return [...new Set([...begins, ...mentions])];
}
