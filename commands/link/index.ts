import type { Command } from '../../src/chat/command.ts';
import { linkAccount } from './link.ts';
import { linkWorkspace } from './workspace.ts';

export const linkCommands: readonly Command[] = [linkAccount, linkWorkspace];
