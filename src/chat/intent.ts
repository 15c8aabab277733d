import { asking, isQuestion } from './intent/ask.ts';
import { misc } from './intent/deal.ts';
import { edit, move } from './intent/edit.ts';
import { fix, undo } from './intent/entry.ts';
import { lost } from './intent/loss.ts';
import { next } from './intent/next.ts';
import { objection } from './intent/objection.ts';
import { assign, leave, mute } from './intent/people.ts';
import { type Intent, type Rule, sentenceOf } from './intent/sentence.ts';
import { snooze } from './intent/snooze.ts';
import { plan, visit } from './intent/visit.ts';
import { split, won } from './intent/win.ts';
import type { Scene } from './line.ts';

export type { Intent } from './intent/sentence.ts';

/** In order: what takes back, what ends or changes a deal, what happened, what comes next. The first that fits decides. */
const RULES: readonly Rule[] = [
  undo,
  fix,
  leave,
  mute,
  misc,
  split,
  lost,
  won,
  assign,
  edit,
  visit,
  move,
  snooze,
  plan,
  next,
  objection,
];

/** Words around a request that add nothing to it: 帮我把…, can you … please. */
const POLITE =
  /^\s*(?:(?:hey|hi|hello|ok(?:ay)?|so|well|fyi|update|嗨|喂|那个|对了)[\s,，:：]+)?(?:(?:stagepost|bot|驿站)[\s,，:：]+)?(?:(?:can|could|would|will) (?:you|u)(?: please)?|please|pls|plz|麻烦(?:你|您)?|帮我|帮忙|请|劳驾|你?帮我?)\s*/iu;

/** What a line means, or null when it means nothing to us. Pure, and never a guess about money, a win or a loss. */
export function intentOf(text: string, scene: Scene): Intent | null {
  const asked = POLITE.exec(text);
  const bare = asked === null ? text : text.slice(asked[0].length);
  const line = sentenceOf(bare, scene);
  if (line.text === '') return null;
  const question = asking(line);
  if (question !== null) return question;
  if (asked === null && isQuestion(line.text)) return null;
  for (const rule of RULES) {
    const intent = rule(line);
    if (intent !== null) return intent;
  }
  return null;
}
