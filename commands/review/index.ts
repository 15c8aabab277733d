import type { Command } from '../../src/chat/command.ts';
import { reviewKeep, reviewSkip } from './keep.ts';
import { reviewMove } from './move.ts';
import { reviewPush } from './push.ts';
import { reviewMine } from './review.ts';
import { reviewStop } from './stop.ts';
import { reviewTeam } from './team.ts';

export const reviewCommands: readonly Command[] = [
  reviewMine,
  reviewTeam,
  reviewKeep,
  reviewPush,
  reviewMove,
  reviewSkip,
  reviewStop,
];
