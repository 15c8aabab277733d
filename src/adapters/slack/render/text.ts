import type { PlainTextElement, RichTextBlock, RichTextLink, RichTextText } from '@slack/types';
import { LIMITS } from '../limits.ts';

/** Direction overrides would turn around what stands beside them; half characters are no characters. */
const unruly = /[\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;

/** Text as it may be shown. Slack refuses texts with nothing in them. */
export const shown = (text: string): string => {
  const tame = text.replace(unruly, '');
  return tame.trim() === '' ? '–' : tame;
};

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** The longest cluster that is kept whole: people stack marks without end. */
const longestCluster = 64;

/** Where a text of at most `most` units ends without tearing what one sees as one character. */
function endWithin(text: string, most: number): number {
  const from = Math.max(0, most - longestCluster);
  const last = graphemes.segment(text.slice(from, most + longestCluster)).containing(most - from);
  const end = last === undefined ? most : from + last.index;
  if (end > from) return end;
  const before = text.charCodeAt(most - 1);
  return before >= 0xd800 && before < 0xdc00 ? most - 1 : most;
}

/** At most `most` units, with … in place of what is left out. */
export function cut(text: string, most: number): string {
  const whole = shown(text);
  return whole.length <= most ? whole : `${whole.slice(0, endWithin(whole, most - 1))}…`;
}

/** The whole text in parts of at most `most` units, parted between lines or words where there are some. */
export function parts(text: string, most: number): string[] {
  const found: string[] = [];
  let rest = shown(text);
  while (rest.length > most) {
    const end = endWithin(rest, most);
    const space = Math.max(rest.lastIndexOf('\n', end), rest.lastIndexOf(' ', end));
    const at = space > end / 2 ? space + 1 : end;
    const part = rest.slice(0, at);
    if (part.trim() !== '') found.push(part);
    rest = rest.slice(at);
  }
  return rest.trim() === '' && found.length > 0 ? found : [...found, rest];
}

/** What people typed, as it is: no markup, no mention, no :emoji: made of it. */
export const plain = (text: string, most: number): PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, most),
  emoji: false,
});

/** The text of a message outside its blocks is read as markup: these three make mentions and links. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type Run = { text: string; bold?: true; struck?: true };

/** A paragraph with bold and struck parts. Text elements of rich text are never read as markup. */
export const rich = (runs: readonly Run[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: runs
        .filter((run) => run.text !== '')
        .flatMap(({ text, bold, struck }) => {
          const style = { ...(bold && { bold }), ...(struck && { strike: struck }) };
          return linked(cutRun(text), bold || struck ? { style } : {});
        }),
    },
  ],
});

/** Where a message in Slack stands: the one address that is made a link, as what it is and under no other name. */
const permalink = /(https:\/\/[a-z0-9.-]+\.slack\.com\/archives\/[A-Z0-9]+\/p\d+(?:\?[\w=&.-]*)?)/;

export const hasPermalink = (text: string): boolean => permalink.test(text);

const linked = (text: string, styled: Pick<RichTextText, 'style'>): (RichTextText | RichTextLink)[] =>
  text
    .split(permalink)
    .filter((part) => part !== '')
    .map((part) =>
      permalink.test(part)
        ? { type: 'link', url: part, text: part, ...styled }
        : { type: 'text', text: part, ...styled },
    );

/** Spaces between runs are kept, so a run of spaces only is not made visible. */
const cutRun = (text: string): string => (text.trim() === '' ? text : cut(text, LIMITS.section));
