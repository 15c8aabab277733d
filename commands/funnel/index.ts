import type { Command } from '../../src/chat/command.ts';
import { funnelCohort } from './cohort.ts';
import { funnelMoves } from './moves.ts';
import { funnelShow } from './show.ts';

export const funnelCommands: readonly Command[] = [funnelShow, funnelMoves, funnelCohort];
