/**
 * Cards are plain data, rendered by each adapter at its edge. Every string is text and is shown as
 * text: there is no markup in it, so what people typed can never become a mention, a link or an element.
 */

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'muted';

/**
 * What a press, a submit or a typed line says. `line` is exactly what one could type; `values` are named raw
 * values that are laid over it; `seen` is the version of what the words rest on, so that a stale press does nothing.
 */
export type Words = {
  line: string;
  values?: Readonly<Record<string, string>>;
  seen?: { deal: number; version: number };
  /**
   * The card on which these words stand (in-place.ts): in an answer, that of a deal; a question, which they answer; or
   * the live card of a deal's home, whose thread is where they are said.
   */
  on?: number | 'question' | 'home';
  /** How the form that says these words was asked for; chat alone reads it (frame.ts). */
  form?: string;
};

export type Button = {
  label: string;
  says: Words;
  tone?: 'primary' | 'danger';
  confirm?: { title: string; text: string };
};

/** One stage on a deal's path. */
export type PathStep = { label: string; state: 'done' | 'skipped' | 'current' | 'ahead'; detail?: string };

export type Fact = { label: string; value: string; tone?: Tone; press?: Words };

export type ListItem = {
  title: string;
  detail?: string;
  tone?: Tone;
  /** Opens the thing that the item stands for. */
  press?: Words;
  /** The press takes this one of several that were meant, and does what was asked for: it is no look. */
  takes?: true;
  buttons?: readonly Button[];
};

/** A number in a table may open what stands behind it. */
export type Cell = string | { text: string; press?: Words; tone?: Tone };

export type Column = { label: string; align?: 'start' | 'end' };

export type FunnelBar = {
  label: string;
  count: number;
  /** What the bar's width shows, in minor units or a count. */
  value: number;
  /** The number as it is read, for example "12 · ¥480万". */
  text: string;
  detail?: string;
  tone?: 'plain' | 'warn';
};

/** Numbers to draw. The adapter draws a PNG, a native chart or an image from it. */
export type Picture =
  | { kind: 'funnel'; title: string; bars: readonly FunnelBar[]; footer?: string }
  | {
      kind: 'bars';
      title: string;
      unit?: string;
      series: readonly { label: string; value: number; text: string; tone?: Tone }[];
      footer?: string;
    }
  | {
      kind: 'line';
      title: string;
      x: readonly string[];
      series: readonly { label: string; values: readonly (number | null)[] }[];
      footer?: string;
    };

export type CardElement =
  | { kind: 'text'; text: string; tone?: Tone }
  | { kind: 'facts'; facts: readonly Fact[] }
  | { kind: 'path'; steps: readonly PathStep[] }
  | { kind: 'list'; title?: string; items: readonly ListItem[] }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly Cell[])[] }
  | { kind: 'picture'; picture: Picture; alt: string }
  | { kind: 'buttons'; buttons: readonly Button[] }
  | { kind: 'more'; summary: string; elements: readonly CardElement[] }
  | { kind: 'divider' };

export type Card = {
  /** The deal that this card shows as it stands, and nothing else. */
  deal?: number;
  title: string;
  subtitle?: string;
  /** A short state beside the title, for example "Won" or "Silent 12 days". */
  badge?: { text: string; tone: Tone };
  elements: readonly CardElement[];
  /** Small print: basis, time, who. */
  footer?: string;
};
