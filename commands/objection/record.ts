import { objectionCategories, objectionNatures } from '../../src/cards/objection.ts';
import { type Context, command } from '../../src/chat/command.ts';
import { choice, deal, lines, optional, text } from '../../src/chat/field.ts';
import { sentenceOf } from '../../src/chat/intent/sentence.ts';
import { readVisit } from '../../src/chat/intent/visit.ts';
import { choiceIn } from '../../src/chat/line/choice.ts';
import { OBJECTION_CATEGORIES, type ObjectionCategory } from '../../src/domain/activity.ts';
import type { Change } from '../../src/domain/change.ts';
import { objectionEvent } from '../../src/domain/objection.ts';
import type { DealView, VisitView } from '../../src/domain/views.ts';
import { objectionTold, sceneOf, withoutNumber, withoutVerb } from '../visit/reading.ts';
import { objectionAnswer } from './answer-card.ts';

export const objectionRecord = command({
  name: 'objection.record',
  says: {
    en: ['objection record', 'record objection', 'record an objection', 'objection'],
    zh: ['异议 记录', '记录异议', '记异议', '异议'],
  },
  title: { en: 'Record an objection', zh: '记录异议' },
  help: { en: 'Record an objection', zh: '记录异议' },
  example: { en: 'objection record acme too pricey, wants 10% off', zh: '记异议 远景嫌贵，要再降一成' },
  fields: {
    deal: deal(),
    category: optional(
      choice({
        label: { en: 'Category', zh: '类别' },
        example: { en: 'price', zh: '价格' },
        options: objectionCategories,
        formOnly: true,
      }),
    ),
    words: optional(
      lines({
        label: { en: 'In their words', zh: '客户原话' },
        example: { en: 'too pricey, wants 10% off', zh: '比用友贵两成' },
      }),
    ),
    saidBy: optional(
      text({
        label: { en: 'Said by', zh: '谁说的' },
        example: { en: 'the CFO', zh: '王总' },
        takes: 'named',
        maxLength: 60,
      }),
    ),
    nature: optional(
      choice({ label: { en: 'Nature', zh: '性质' }, options: objectionNatures, formOnly: true }),
    ),
  },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view, category: chosen, words: said, saidBy, nature }, context) {
    const { m, now, newId, person } = context;
    const words = said === null ? null : withoutVerb(withoutNumber(said), 'objection.record', context);
    const category = chosen ?? categoryOf(words, context);
    if (category === null) {
      return {
        kind: 'ask',
        note: m.objection.askCategory,
        fields: ['category', 'words', 'saidBy', 'nature'],
      };
    }
    const heardAt = visitWith(words, view);
    const wordsId = words === null ? null : newId();
    const objection = { id: newId(), visitId: heardAt?.id ?? null };
    const changes: Change[] = [
      ...(words === null || wordsId === null
        ? []
        : [{ kind: 'text.write' as const, id: wordsId, body: words }]),
      {
        kind: 'objection.add',
        objection: {
          ...objection,
          deal: view.number,
          category,
          nature,
          wordsId,
          saidBy: saidBy ?? speaker(words, heardAt, context),
          status: 'open',
          responseId: null,
          authorId: person.id,
          at: heardAt?.at ?? now,
        },
      },
      {
        kind: 'deal.record',
        deal: view.number,
        version: null,
        events: [objectionEvent(objection, { at: now, step: 'recorded' })],
      },
    ];
    return {
      kind: 'record',
      changes,
      reply: (after) =>
        objectionAnswer(
          context,
          { read: after, id: objection.id },
          m.objection.recorded(m.objection.category[category], view.name),
        ),
    };
  },
});

/** What the words betray, or a category called by its name. */
function categoryOf(words: string | null, context: Context): ObjectionCategory | null {
  if (words === null) return null;
  const told = objectionTold(words, sceneOf(context));
  const named = choiceIn(words, objectionCategories)?.raw;
  return told?.category ?? OBJECTION_CATEGORIES.find((one) => one === named) ?? null;
}

/** Words that stand in the last visit's log were heard there. */
const visitWith = (words: string | null, { lastVisit }: DealView): VisitView | null =>
  words !== null && lastVisit?.summary?.includes(words) === true ? lastVisit : null;

/** Who said it: somebody named in the words, or the only one who was met. */
function speaker(words: string | null, heardAt: VisitView | null, context: Context): string | null {
  const named = words === null ? undefined : readVisit(sentenceOf(words, sceneOf(context))).values.met;
  const [only, ...more] = heardAt?.people ?? [];
  return named ?? (more.length === 0 ? (only ?? null) : null);
}
