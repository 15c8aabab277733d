import type { Command } from '../../src/chat/command.ts';
import { helpShow } from './show.ts';

export const helpCommands: readonly Command[] = [helpShow];
