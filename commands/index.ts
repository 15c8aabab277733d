import type { Command } from '../src/chat/command.ts';
import { dayCommands } from './day/index.ts';
import { dealCommands } from './deal/index.ts';
import { digestCommands } from './digest/index.ts';
import { funnelCommands } from './funnel/index.ts';
import { helpCommands } from './help/index.ts';
import { importCommands } from './import/index.ts';
import { linkCommands } from './link/index.ts';
import { nudgeCommands } from './nudge/index.ts';
import { objectionCommands } from './objection/index.ts';
import { reviewCommands } from './review/index.ts';
import { settingsCommands } from './settings/index.ts';
import { setupCommands } from './setup/index.ts';
import { targetCommands } from './target/index.ts';
import { teamCommands } from './team/index.ts';
import { undoCommands } from './undo/index.ts';
import { visitCommands } from './visit/index.ts';

/** Every verb, in the order in which help shows them. */
export const commands: readonly Command[] = [
  ...dealCommands,
  ...visitCommands,
  ...objectionCommands,
  ...undoCommands,
  ...reviewCommands,
  ...dayCommands,
  ...funnelCommands,
  ...targetCommands,
  ...digestCommands,
  ...nudgeCommands,
  ...importCommands,
  ...teamCommands,
  ...settingsCommands,
  ...setupCommands,
  ...linkCommands,
  ...helpCommands,
];
