import { type Context, command, type Outcome, refuse, show } from '../../src/chat/command.ts';
import { deal, lines, optional, text } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { objectionEvent } from '../../src/domain/objection.ts';
import { playFor } from '../../src/domain/playbook.ts';
import { objectionAnswer } from './answer-card.ts';
import { pickObjection } from './which.ts';

export const objectionAnswerVerb = command({
  name: 'objection.answer',
  says: {
    en: ['objection answer', 'answer objection', 'answer the objection'],
    zh: ['异议 回应', '回应异议'],
  },
  title: { en: 'Answer an objection', zh: '回应异议' },
  help: { en: 'Record what you answered to an objection', zh: '记录对异议的回应' },
  example: {
    en: 'objection answer acme showed the return: 14 months',
    zh: '回应异议 远景 算了回本周期，十四个月',
  },
  fields: {
    deal: deal({ status: 'any' }),
    objection: optional(text({ label: { en: 'Objection', zh: '异议' }, takes: 'named', machine: true })),
    /** An earlier objection whose answer is used again. */
    like: optional(text({ label: { en: 'Like', zh: '参照' }, takes: 'named', machine: true })),
    response: optional(
      lines({
        label: { en: 'Our answer', zh: '我们的回应' },
        example: { en: 'showed the return: 14 months', zh: '算了回本周期，十四个月' },
      }),
    ),
  },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view, objection: id, like, response }, context): Promise<Outcome> {
    const { m, now, newId, locale } = context;
    const picked = pickObjection({ view, id, line: 'objection answer' }, context);
    if (picked.kind === 'none') return refuse(picked.text);
    if (picked.kind === 'several') return show(picked.message);
    const { one } = picked;
    const model = like === null ? null : await modelOf(like, context);
    if (response === null && model === null) {
      const play = playFor(one.category, one.words);
      return {
        kind: 'ask',
        note: play === null ? m.objection.yours : `${play.ask[locale]} ${play.answer[locale]}`,
        fields: ['response'],
        values: { objection: one.id },
      };
    }
    // The same answer given again is the same text: its cases are counted together.
    const responseId = model?.responseId ?? newId();
    const changes: Change[] = [
      ...(model === null ? [{ kind: 'text.write' as const, id: responseId, body: response ?? '' }] : []),
      { kind: 'objection.set', id: one.id, status: 'answered', responseId },
      {
        kind: 'deal.record',
        deal: view.number,
        version: view.version,
        events: [objectionEvent(one, { at: now, step: 'answered', responseId })],
      },
    ];
    return {
      kind: 'record',
      changes,
      reply: (after) =>
        objectionAnswer(context, { read: after, id: one.id }, m.objection.answered(view.name)),
    };
  },
});

/** The answer of another objection, if the person may see where it comes from. */
async function modelOf(
  like: string,
  { read, may }: Pick<Context, 'read' | 'may'>,
): Promise<{ responseId: string } | null> {
  const from = await read.objection(like);
  if (from === null || from.responseId === null) return null;
  const view = await read.dealView(from.deal);
  if (view === null || !may('deal.read', { deal: { ...view.state, collaborators: view.collaborators } }))
    return null;
  return { responseId: from.responseId };
}
