import type { Command } from '../../src/chat/command.ts';
import { objectionAnswerVerb } from './answer.ts';
import { objectionLost, objectionResolve } from './close.ts';
import { objectionList } from './list.ts';
import { objectionRecord } from './record.ts';
import { objectionShow } from './show.ts';

export const objectionCommands: readonly Command[] = [
  objectionRecord,
  objectionAnswerVerb,
  objectionResolve,
  objectionLost,
  objectionList,
  objectionShow,
];
