import type { Command } from '../../src/chat/command.ts';
import { targetSet } from './set.ts';
import { targetShow } from './show.ts';

export const targetCommands: readonly Command[] = [targetShow, targetSet];
