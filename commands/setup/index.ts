import type { Command } from '../../src/chat/command.ts';
import { setupGo } from './setup.ts';

export const setupCommands: readonly Command[] = [setupGo];
