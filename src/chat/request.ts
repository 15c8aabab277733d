import type { Words } from './card.ts';
import type { Command } from './command.ts';
import type { Reading } from './line.ts';

/** A verb with what was said for it, before anything is looked up. */
export type Request = { command: Command; reading: Reading; seen: Words['seen'] };
