import type { Words } from './card.ts';
import type { Command } from './command.ts';
import type { Frame } from './frame.ts';
import type { Reading } from './line.ts';

/** A verb with what was said for it, before anything is looked up. */
export type Request = {
  command: Command;
  reading: Reading;
  seen: Words['seen'];
  /** The card on which it was pressed, or its form was opened. */
  on?: Words['on'];
  /** The form that says it; `sent` with its values, or pressed to be opened. */
  form?: { frame: Frame; sent: boolean };
};
