import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelineFrom } from '../../src/domain/founding.ts';
import { openStages, type Pipeline } from '../../src/domain/stage.ts';
import { TEMPLATE_KEYS, type TemplateKey } from '../../src/domain/templates.ts';
import { stageCalled, stageMeant } from '../../src/exchange/words.ts';
import { aBot, type Bot, NOW } from '../support/bot.ts';
import { importFiles } from '../support/import.ts';

const everyone = { personId: '', teams: 'all' as const, managed: [] };

/** Where each deal of a file lands: its pipeline, stage and status. */
async function landed(bot: Bot, names: readonly string[]): Promise<string[]> {
  const [deals, pipelines] = await Promise.all([bot.read().deals({}, everyone), bot.read().pipelines()]);
  return names.map((name) => {
    const state = deals.find((deal) => deal.name === name)?.state;
    const pipeline = pipelines.find((one) => one.id === state?.pipelineId);
    const stage = pipeline?.stages.find((one) => one.id === state?.stageId);
    return `${pipeline?.template} ${stage?.key} ${state?.status}`;
  });
}

const said = (report: { remarks: readonly { why: string; said: string }[] }) =>
  report.remarks.map((one) => `${one.why} ${one.said}`);

describe('a stage that the file names', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await aBot();
    await bot.commit(bot.org, {
      key: 'project',
      actorId: bot.ids.ada,
      now: bot.now,
      changes: [
        pipelineFrom('project', {
          from: bot.now,
          isDefault: true,
          locale: 'zh',
          newId: bot.desk.newId,
        }),
      ],
      answeredIn: null,
      reply: async () => null,
    });
  });
  afterAll(() => bot.close());

  test('is the one that is called so in any of our pipelines, in either language, without a remark', async () => {
    const file =
      'name,owner,stage\nA,李伟,方案呈现\nB,李伟,Proposal\nC,李伟,谈判\nD,李伟,Negotiation\nE,李伟,项目立项\nF,李伟,Qualified project\n';
    const report = await importFiles(bot, { 'a.csv': file });
    expect(report.remarks).toEqual([]);
    expect(await landed(bot, ['A', 'B', 'C', 'D', 'E', 'F'])).toEqual([
      'consultative proposal open',
      'consultative proposal open',
      'consultative negotiation open',
      'consultative negotiation open',
      'project qualified open',
      'project qualified open',
    ]);
  });

  test('else what the word usually means in the pipeline that is named, and that is said once', async () => {
    const file =
      'name,owner,pipeline,stage\nG,李伟,项目型销售,谈判\nH,李伟,项目型销售,谈判\nI,李伟,Project sales,Negotiation\n';
    const report = await importFiles(bot, { 'b.csv': file });
    expect(said(report)).toEqual(['stageTaken 谈判 → 商务突破', 'stageTaken Negotiation → 商务突破']);
    expect(await landed(bot, ['G', 'H', 'I'])).toEqual(Array(3).fill('project commercial open'));
  });

  test('of a deal that is here already is looked for where the deal is', async () => {
    const file = (stage: string) => `id,name,owner,pipeline,stage\nx,J,李伟,咨询式销售,${stage}\n`;
    await importFiles(bot, { 'c.csv': file('需求确认') });
    await importFiles(bot, { 'c.csv': file('谈判').replace('pipeline,', '').replace('咨询式销售,', '') });
    expect(await landed(bot, ['J'])).toEqual(['consultative negotiation open']);
  });
});

function pipelineOf(key: TemplateKey): Pipeline {
  let count = 0;
  const newId = () => `${key}-${++count}`;
  const { pipeline } = pipelineFrom(key, { from: NOW, isDefault: true, locale: 'zh', newId });
  return {
    id: pipeline.id,
    name: pipeline.name,
    template: key,
    isDefault: true,
    stages: pipeline.stages.map((stage) => ({
      ...stage,
      pipelineId: pipeline.id,
      name: { en: stage.nameEn, zh: stage.nameZh },
      category: 'pipeline' as const,
      criteria: [],
      leastPhase: null,
    })),
  };
}

describe('one language guesses what the other does', () => {
  const pairs = TEMPLATE_KEYS.flatMap((ours) =>
    TEMPLATE_KEYS.flatMap((theirs) => openStages(pipelineOf(theirs)).map((stage) => ({ ours, stage }))),
  );
  test.each(pairs)('$ours: $stage.name.en and $stage.name.zh', ({ ours, stage }) => {
    const pipeline = pipelineOf(ours);
    const found = (cell: string) => (stageCalled(cell, pipeline) ?? stageMeant(cell, pipeline))?.key ?? null;
    expect(found(stage.name.en)).toBe(found(stage.name.zh));
  });
});

test('a name stands on one line, however its cell was wrapped; a text keeps its lines', async () => {
  const bot = await aBot();
  await importFiles(bot, {
    'a.csv':
      'name,customer,owner,stage,note\n"CRM  renewal","Acme\n Robotics",李伟,Proposal,"one\ntwo"\n监控,"上海电气\r\n集团",李伟,Proposal,\n',
  });
  const deals = await bot.read().deals({}, everyone);
  expect(deals.map((deal) => `${deal.name}/${deal.customer}`).sort()).toEqual([
    'CRM renewal/Acme Robotics',
    '监控/上海电气集团',
  ]);
  const bodies = await bot.prisma.text.findMany({ where: { orgId: bot.org, body: 'one\ntwo' } });
  expect(bodies).toHaveLength(1);
  await bot.close();
});
