import { objectionCategories } from '../../src/cards/objection.ts';
import { buyingSignals, visitKinds } from '../../src/cards/visit.ts';
import {
  type Args,
  type Both,
  choice,
  choices,
  date,
  type Field,
  lines,
  optional,
  sure,
  text,
  time,
} from '../../src/chat/field.ts';

const prompt = (label: Both, example: Both): Field<string | null> =>
  optional(lines({ label, example, takes: 'named' }));

/** When, how and with whom: what logging and planning share. */
export const occasion = {
  kind: optional(choice({ label: { en: 'Kind', zh: '方式' }, options: visitKinds, formOnly: true })),
  at: optional(
    time({ label: { en: 'Time', zh: '时间' }, example: { en: '15:00', zh: '15:00' }, formOnly: true }),
  ),
  met: optional(
    text({
      label: { en: 'Met', zh: '见了谁' },
      example: { en: 'Bob Lee, the CFO', zh: '王总、李工' },
      takes: 'named',
      maxLength: 600,
    }),
  ),
};

/**
 * What one can say of a visit that happened. One line is enough: it is read for everything else. In the form what is
 * filled in after every visit stands first, what is seldom known last.
 */
export const told = {
  met: occasion.met,
  kind: occasion.kind,
  next: optional(
    text({
      label: { en: 'Next step', zh: '下一步' },
      example: { en: 'demo', zh: '演示' },
      takes: 'named',
      maxLength: 600,
    }),
  ),
  due: optional(
    date({
      label: { en: 'Next step by', zh: '下一步日期' },
      example: { en: 'next Tuesday', zh: '下周二' },
      direction: 'future',
      formOnly: true,
    }),
  ),
  objection: optional(
    choice({ label: { en: 'Objection', zh: '异议' }, options: objectionCategories, formOnly: true }),
  ),
  on: optional(
    date({
      label: { en: 'Visited on', zh: '拜访日期' },
      example: { en: 'yesterday', zh: '昨天' },
      direction: 'past',
      formOnly: true,
    }),
  ),
  at: occasion.at,
  attempt: optional(
    choice({
      label: { en: 'Did you reach them?', zh: '是否接通' },
      options: [
        { value: 'yes', label: { en: 'No, nobody', zh: '未接通' } },
        { value: 'no', label: { en: 'Yes', zh: '联系上了' } },
      ],
      formOnly: true,
    }),
  ),
  signals: optional(
    choices({ label: { en: 'Buying signals', zh: '购买信号' }, options: buyingSignals, formOnly: true }),
  ),
  situation: prompt(
    { en: 'Situation', zh: '背景' },
    { en: 'How do they do it today?', zh: '现在是怎么做的？' },
  ),
  problem: prompt({ en: 'Problem', zh: '难点' }, { en: 'What is hard about it?', zh: '哪里不顺？' }),
  implication: prompt(
    { en: 'Implication', zh: '暗示' },
    { en: 'What does that lead to?', zh: '不解决会怎样？' },
  ),
  payoff: prompt(
    { en: 'Need-payoff', zh: '需求利益' },
    { en: 'What would a solution be worth?', zh: '解决了值多少？' },
  ),
  sure: sure(),
};

const happened = {
  label: { en: 'What happened', zh: '经过' },
  example: { en: 'met the CFO, too pricey, demo next Tuesday', zh: '见了王总，嫌贵，下周二演示' },
};
/** The whole line, the deal's name included: it is part of the sentence. */
export const what = lines({ ...happened, takes: 'whole' });
/** The line without the name that stood before it. */
export const whatElse = lines(happened);

export type VisitArgs = Args<typeof told>;
