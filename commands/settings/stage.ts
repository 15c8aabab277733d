import { dayText } from '../../src/cards/deal.ts';
import { command, refuse } from '../../src/chat/command.ts';
import { choice, date, number, optional, stage, text, unread } from '../../src/chat/field.ts';
import type { StageChanges } from '../../src/domain/change.ts';
import { instantOf } from '../../src/domain/day.ts';
import { nameKey } from '../../src/domain/name.ts';
import { type Stage, stageName } from '../../src/domain/stage.ts';
import { penOf } from '../deal/answer.ts';
import { stageAnswer } from './show.ts';

const name = (label: { en: string; zh: string }, short: string) =>
  optional(text({ label, short: [short], takes: 'named', maxLength: 40, formOnly: true }));

const percent = (label: { en: string; zh: string }) =>
  optional(number({ label, example: { en: '80', zh: '80' }, min: 0, max: 100, formOnly: true }));

/** Facts of a stage change from now or from a later day on; what was counted before keeps the facts of its time. */
export const settingsStage = command({
  name: 'settings.stage',
  says: { en: ['settings stage', 'change stage'], zh: ['设置 阶段', '修改阶段'] },
  title: { en: 'Change a stage', zh: '修改阶段' },
  help: {
    en: 'Rename a stage, or change its probability, patience or benchmark',
    zh: '修改阶段的名称、赢率、停留时长预警或基准转化率',
  },
  example: { en: 'settings stage negotiation probability: 80', zh: '设置 阶段 谈判 赢率：80' },
  fields: {
    stage: stage(),
    nameEn: name({ en: 'Name in English', zh: '英文名' }, 'name'),
    nameZh: name({ en: 'Name in Chinese', zh: '中文名' }, '名称'),
    probability: percent({ en: 'Probability', zh: '赢率' }),
    patience: optional(
      number({
        label: { en: 'Patience', zh: '预警天数' },
        example: { en: '10 working days, 0 for none', zh: '10 个工作日，0 为不预警' },
        min: 0,
        max: 365,
        formOnly: true,
      }),
    ),
    benchmark: percent({ en: 'Benchmark', zh: '基准转化率' }),
    admits: optional(
      choice({
        label: { en: 'Admitted by', zh: '准入方式' },
        options: [
          { value: 'any', label: { en: 'any of its criteria', zh: '符合其中一条即可' } },
          { value: 'all', label: { en: 'all of its criteria', zh: '须全部符合' } },
        ],
        formOnly: true,
      }),
    ),
    from: optional(
      date({
        label: { en: 'From', zh: '生效日' },
        example: { en: '1 January', zh: '1月1日' },
        direction: 'future',
        formOnly: true,
      }),
    ),
    left: unread,
  },
  needs: { action: 'organisation.change', on: 'nothing' },
  async run({ stage: subject, from, left, ...words }, context) {
    const { m, now, officeDay: today, organisation, read } = context;
    const said = inItsLanguage(words);
    const set = changesOf(said, subject);
    if (left !== null || Object.keys(set).length === 0) {
      return {
        kind: 'ask',
        note: left === null ? m.settings.stageNote : m.chat.notUnderstood(left),
        fields: [...ASKED, 'from'],
        values: { ...valuesOf(subject), ...typed(said) },
      };
    }
    if (from !== null && from < today) return refuse(m.settings.pastFrom, 'from');
    if (set.probability !== undefined && subject.part !== 'open') {
      return refuse(m.settings.fixedProbability, 'probability');
    }
    const { stages } = await read.pipeline(subject.pipelineId);
    const clash = taken(
      set,
      stages.filter((one) => one.id !== subject.id),
    );
    if (clash !== null) return refuse(m.settings.nameTaken(clash.name), clash.field);
    const at = from === null || from === today ? now : instantOf(from, '00:00', organisation.zone);
    const day = at === now || from === null ? null : dayText(from, penOf(context));
    return {
      kind: 'record',
      changes: [{ kind: 'stage.set', stageId: subject.id, from: at, set }],
      reply: (after) =>
        stageAnswer(context, { read: after, stage: subject }, (one) =>
          m.settings.stageIs(stageName(one, context.locale), day),
        ),
    };
  },
});

const ASKED = ['nameEn', 'nameZh', 'probability', 'patience', 'benchmark', 'admits'] as const;

type Said = {
  nameEn: string | null;
  nameZh: string | null;
  probability: number | null;
  patience: number | null;
  benchmark: number | null;
  admits: string | null;
};

/** What differs from the stage as it is. A benchmark of 0 takes it away: nobody expects that no deal goes on. */
function changesOf(said: Said, stage: Stage): StageChanges {
  const benchmark = said.benchmark === 0 ? null : (said.benchmark ?? stage.benchmark);
  const admits = said.admits === 'any' || said.admits === 'all' ? said.admits : stage.admits;
  const { nameEn, nameZh, probability, patience } = said;
  return {
    ...(nameEn === null || nameEn === stage.name.en ? {} : { nameEn }),
    ...(nameZh === null || nameZh === stage.name.zh ? {} : { nameZh }),
    ...(probability === null || probability === stage.probability ? {} : { probability }),
    ...(patience === null || patience === stage.patience ? {} : { patience }),
    ...(benchmark === stage.benchmark ? {} : { benchmark }),
    ...(admits === stage.admits ? {} : { admits }),
  };
}

/** The form shows the stage as it is. */
const valuesOf = (stage: Stage): Record<string, string> => ({
  nameEn: stage.name.en,
  nameZh: stage.name.zh,
  probability: String(stage.probability),
  patience: String(stage.patience),
  ...(stage.benchmark === null ? {} : { benchmark: String(stage.benchmark) }),
  admits: stage.admits,
});

const typed = (said: Said): Record<string, string> =>
  Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  );

/** Two stages of one name could not be told apart in a line. */
function taken(set: StageChanges, others: readonly Stage[]): { name: string; field: string } | null {
  for (const field of ['nameEn', 'nameZh'] as const) {
    const name = set[field];
    if (name === undefined) continue;
    const key = nameKey(name);
    if (others.some((one) => nameKey(one.name.en) === key || nameKey(one.name.zh) === key))
      return { name, field };
  }
  return null;
}

/** name: 商务谈判 says which language it is in. */
const inItsLanguage = <S extends { nameEn: string | null; nameZh: string | null }>(said: S): S =>
  said.nameZh === null && /\p{Script=Han}/u.test(said.nameEn ?? '')
    ? { ...said, nameEn: null, nameZh: said.nameEn }
    : said;
