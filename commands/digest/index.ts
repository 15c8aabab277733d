import type { Command } from '../../src/chat/command.ts';
import { digestAdd } from './add.ts';
import { digestDeals } from './deals.ts';
import { digestList } from './list.ts';
import { digestNow } from './now.ts';
import { digestPause } from './pause.ts';
import { digestRemove } from './remove.ts';
import { digestResume } from './resume.ts';

export const digestCommands: readonly Command[] = [
  digestNow,
  digestAdd,
  digestList,
  digestPause,
  digestResume,
  digestRemove,
  digestDeals,
];
