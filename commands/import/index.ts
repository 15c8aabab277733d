import type { Command } from '../../src/chat/command.ts';
import { importColumns } from './columns.ts';
import { importFiles } from './files.ts';
import { importListed } from './list.ts';
import { importCancel, importRun } from './run.ts';
import { importUndo } from './undo.ts';

export const importCommands: readonly Command[] = [
  importFiles,
  importListed,
  importUndo,
  importRun,
  importColumns,
  importCancel,
];
