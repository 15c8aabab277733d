import type { PlatformName } from '../support/talk.ts';
import type { Conversation } from './conversation.ts';

/** By conversation and platform: ✓, what stands in there for a means that the platform does not have, or ✗. */
export type Outcomes = Map<string, string>;

const COLUMNS: readonly (readonly [PlatformName, string])[] = [
  ['slack', 'Slack'],
  ['lark', 'Feishu'],
  ['local', 'Local workspace'],
];

/** The table of conversations and platforms. What was not run is left blank. */
export function matrix(conversations: readonly Conversation[], outcomes: Outcomes): string {
  const rows = conversations.map(({ name }) => [
    name,
    ...COLUMNS.map(([platform]) => outcomes.get(`${name} ${platform}`) ?? ''),
  ]);
  const head = ['Conversation', ...COLUMNS.map(([, title]) => title)];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => widthOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => padded(cell, widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** Chinese characters are twice as wide in a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, one) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/.test(one) ? 2 : 1),
    0,
  );

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
