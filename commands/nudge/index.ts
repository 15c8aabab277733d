import type { Command } from '../../src/chat/command.ts';
import { nudgeMute } from './mute.ts';
import { nudgePatience } from './patience.ts';
import { nudgeQuiet } from './quiet.ts';
import { nudgeShow } from './show.ts';
import { nudgeUnmute } from './unmute.ts';

export const nudgeCommands: readonly Command[] = [
  nudgeShow,
  nudgePatience,
  nudgeMute,
  nudgeUnmute,
  nudgeQuiet,
];
