import type { Command } from '../../src/chat/command.ts';
import { dayShow } from './show.ts';

export const dayCommands: readonly Command[] = [dayShow];
