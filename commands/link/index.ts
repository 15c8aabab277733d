import type { Command } from '../../src/chat/command.ts';
import { linkAccount } from './link.ts';

export const linkCommands: readonly Command[] = [linkAccount];
