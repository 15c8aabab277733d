import { objectionCard } from '../../src/cards/objection.ts';
import type { Context } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import { penOf } from '../deal/answer.ts';

/** So many earlier cases are offered beside an objection. */
const CASES = 3;

/** A sentence on what happened, and the objection as it then stands. */
export async function objectionAnswer(
  context: Context,
  { read, id }: { read: Context['read']; id: string },
  text: string,
): Promise<Message> {
  const one = await read.objection(id);
  if (one === null || one.status === 'void') return { text: context.m.objection.gone };
  const cases = await read.goodResponses({ category: one.category, besides: one.id }, context.scope);
  return { text, card: objectionCard(one, cases.slice(0, CASES), penOf(context)) };
}
