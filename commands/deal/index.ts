import type { Command } from '../../src/chat/command.ts';
import { dealAccept } from './accept.ts';
import { dealAdvance } from './advance.ts';
import { dealAssign } from './assign.ts';
import { dealBall } from './ball.ts';
import { dealCancel } from './cancel.ts';
import { dealConfidential } from './confidential.ts';
import { dealDecline } from './decline.ts';
import { dealDone } from './done.ts';
import { dealEdit } from './edit.ts';
import { dealEnter } from './enter.ts';
import { dealHistory } from './history.ts';
import { dealList } from './list.ts';
import { dealLose } from './lose.ts';
import { dealLost } from './lost.ts';
import { dealMerge } from './merge.ts';
import { dealMerged } from './merged.ts';
import { dealMine } from './mine.ts';
import { dealMove } from './move.ts';
import { dealNew } from './new.ts';
import { dealNewAnyway } from './new-anyway.ts';
import { dealNext } from './next.ts';
import { dealNote } from './note.ts';
import { dealParted } from './parted.ts';
import { dealReopen } from './reopen.ts';
import { dealShare } from './share.ts';
import { dealShow } from './show.ts';
import { dealSnooze } from './snooze.ts';
import { dealSplit } from './split.ts';
import { dealUnshare } from './unshare.ts';
import { dealVisible } from './visible.ts';
import { dealWake } from './wake.ts';
import { dealWin } from './win.ts';
import { dealWon } from './won.ts';

/** Everything about deals, in the order in which help shows it; then what only buttons and forms say. */
export const dealCommands: readonly Command[] = [
  dealMine,
  dealNew,
  dealShow,
  dealList,
  dealAdvance,
  dealMove,
  dealEdit,
  dealNext,
  dealDone,
  dealWin,
  dealLose,
  dealNote,
  dealHistory,
  dealSnooze,
  dealWake,
  dealBall,
  dealAssign,
  dealShare,
  dealUnshare,
  dealSplit,
  dealMerge,
  dealReopen,
  dealCancel,
  dealConfidential,
  dealVisible,
  dealNewAnyway,
  dealEnter,
  dealWon,
  dealLost,
  dealParted,
  dealMerged,
  dealAccept,
  dealDecline,
];
