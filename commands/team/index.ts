import type { Command } from '../../src/chat/command.ts';
import { teamAdmit } from './admit.ts';
import { teamDeactivate, teamRestore } from './deactivate.ts';
import { teamDecline } from './decline.ts';
import { teamAssign, teamHandover } from './handover.ts';
import { teamHome } from './home.ts';
import { teamLeave } from './leave.ts';
import { teamBack, teamLeaves } from './leaves.ts';
import { teamNew, teamRename } from './make.ts';
import { teamMove } from './move.ts';
import { teamPeople } from './people.ts';
import { teamRole } from './role.ts';
import { teamWhoami } from './whoami.ts';

export const teamCommands: readonly Command[] = [
  teamPeople,
  teamWhoami,
  teamAdmit,
  teamDecline,
  teamRole,
  teamMove,
  teamNew,
  teamRename,
  teamHome,
  teamLeave,
  teamLeaves,
  teamBack,
  teamDeactivate,
  teamRestore,
  teamHandover,
  teamAssign,
];
