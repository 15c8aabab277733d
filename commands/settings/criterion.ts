import { command, refuse } from '../../src/chat/command.ts';
import { optional, stage, text } from '../../src/chat/field.ts';
import { nameKey } from '../../src/domain/name.ts';
import { stageName } from '../../src/domain/stage.ts';
import { stageAnswer } from './show.ts';

export const settingsCriterion = command({
  name: 'settings.criterion',
  says: { en: ['settings criterion', 'add criterion'], zh: ['设置 标准', '增加标准'] },
  title: { en: 'New criterion', zh: '增加准入标准' },
  help: { en: 'Add a criterion to a stage’s standard', zh: '为阶段增加准入标准' },
  example: {
    en: 'settings criterion negotiation: budget is confirmed',
    zh: '设置 标准 谈判 客户预算已确认',
  },
  fields: {
    stage: stage(),
    text: text({
      label: { en: 'Criterion', zh: '标准' },
      example: { en: 'Budget is confirmed', zh: '客户预算已确认' },
    }),
    // One wording serves both languages until the other one is given.
    other: optional(
      text({
        label: { en: 'The same in Chinese', zh: '英文写法' },
        takes: 'named',
        formOnly: true,
      }),
    ),
  },
  needs: { action: 'organisation.change', on: 'nothing' },
  async run({ stage: subject, text: said, other }, context) {
    const { m, locale, newId } = context;
    const name = stageName(subject, locale);
    const key = nameKey(said);
    if (subject.criteria.some((one) => nameKey(one.text.en) === key || nameKey(one.text.zh) === key)) {
      return refuse(m.settings.criterionThere(name), 'text');
    }
    const [en, zh] = locale === 'en' ? [said, other ?? said] : [other ?? said, said];
    return {
      kind: 'record',
      changes: [{ kind: 'criterion.add', id: newId(), stageId: subject.id, en, zh }],
      reply: (after) =>
        stageAnswer(context, { read: after, stage: subject }, () => m.settings.criterionAdded(name)),
    };
  },
});

/** Behind the button of a criterion. Deals that met it keep that in their history. */
export const settingsRetire = command({
  name: 'settings.retire',
  says: { en: ['settings retire'], zh: ['设置 去掉标准', '去掉标准'] },
  title: { en: 'Remove a criterion', zh: '去掉准入标准' },
  help: { en: 'Remove a criterion from a stage', zh: '去掉阶段的一条准入标准' },
  example: { en: 'settings retire negotiation', zh: '去掉标准 谈判' },
  fields: {
    stage: stage(),
    criterion: text({ label: { en: 'Criterion', zh: '标准' }, takes: 'named', maxLength: 36, machine: true }),
  },
  needs: { action: 'organisation.change', on: 'nothing' },
  hidden: true,
  async run({ stage: subject, criterion: id }, context) {
    const { m, locale } = context;
    if (!subject.criteria.some((one) => one.id === id)) return refuse(m.settings.criterionGone);
    return {
      kind: 'record',
      changes: [{ kind: 'criterion.retire', id }],
      reply: (after) =>
        stageAnswer(context, { read: after, stage: subject }, (one) =>
          m.settings.criterionRetired(stageName(one, locale)),
        ),
    };
  },
});
