import type { Command } from '../../src/chat/command.ts';
import { fix } from './fix.ts';
import { undoList } from './list.ts';
import { undo } from './undo.ts';

export const undoCommands: readonly Command[] = [undo, undoList, fix];
