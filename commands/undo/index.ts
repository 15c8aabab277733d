import type { Command } from '../../src/chat/command.ts';
import { fix } from './fix.ts';
import { undo } from './undo.ts';

export const undoCommands: readonly Command[] = [undo, fix];
