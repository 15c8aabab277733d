import { describe, expect, test } from 'vitest';
import { pipelineFrom } from '../../src/domain/founding.ts';
import { CATEGORIES, PHASES } from '../../src/domain/stage.ts';
import { TEMPLATE_KEYS, TEMPLATES, type Template, templateOf, workOf } from '../../src/domain/templates.ts';

/** What the source documents say, as a table: stage, probability, patience, benchmark, least phase, standard. */
const row = (template: Template) =>
  template.stages.map((one) => [
    one.zh,
    one.en,
    one.probability,
    one.patience,
    one.benchmark ?? null,
    one.leastPhase ?? null,
    one.part ?? 'open',
  ]);

describe('template A, project sales', () => {
  const { project } = TEMPLATES;

  test('its stages and numbers', () => {
    expect(project.zh).toBe('项目型销售');
    expect(row(project)).toEqual([
      ['待立项', 'Candidate', 0, 10, null, null, 'open'],
      ['项目立项', 'Qualified project', 5, 10, null, null, 'open'],
      ['深度接触', 'Deep contact', 10, 10, null, null, 'open'],
      ['技术突破1', 'Technical breakthrough 1', 25, 15, null, null, 'open'],
      ['技术突破2', 'Technical breakthrough 2', 50, 15, null, null, 'open'],
      ['商务突破', 'Commercial breakthrough', 80, 10, null, null, 'open'],
      ['合同签订', 'Contract signed', 100, 5, null, null, 'wins'],
      ['合同执行', 'Contract execution', 100, 0, null, null, 'after'],
    ]);
  });

  test('its standards', () => {
    const standards = project.stages.map((one) => [one.key, one.admits ?? '', one.criteria?.length ?? 0]);
    expect(standards).toEqual([
      ['candidate', '', 0],
      ['qualified', 'all', 3],
      ['contact', 'all', 3],
      ['technical1', 'any', 2],
      ['technical2', 'all', 2],
      ['commercial', 'any', 5],
      ['signed', 'all', 1],
      ['execution', '', 0],
    ]);
  });

  test('the checklist of work of a signed contract', () => {
    expect(workOf('project', 'signed')).toHaveLength(6);
    expect(workOf('project', 'qualified')).toEqual([]);
    expect(workOf('of our own', 'signed')).toEqual([]);
  });
});

describe('template B, consultative sales', () => {
  test('its stages, numbers and least buying phases', () => {
    expect(row(TEMPLATES.consultative)).toEqual([
      ['潜在客户', 'Prospect', 5, 5, 25, null, 'open'],
      ['初次接触', 'First contact', 18, 5, 60, 'aware', 'open'],
      ['需求确认', 'Need confirmed', 30, 10, null, 'decided', 'open'],
      ['方案呈现', 'Proposal', 30, 10, 40, 'criteria', 'open'],
      ['谈判', 'Negotiation', 75, 7, 75, 'comparing', 'open'],
      ['成交', 'Won', 100, 0, null, 'buying', 'wins'],
    ]);
  });

  // From a stage on, a deal is won if it takes every later step; the step without a benchmark is taken as certain.
  test('its probabilities follow from its benchmarks', () => {
    const open = TEMPLATES.consultative.stages.filter((one) => one.part === undefined);
    const derived = open.map((_, index) =>
      open.slice(index).reduce((product, one) => product * ((one.benchmark ?? 100) / 100), 1),
    );
    open.forEach((one, index) => {
      expect(Math.abs(one.probability - (derived[index] ?? 0) * 100)).toBeLessThanOrEqual(0.5);
    });
  });
});

describe('template C, counter and site sales', () => {
  test('its stages and patience', () => {
    expect(TEMPLATES.counter.stages.map((one) => [one.zh, one.patience, one.part ?? 'open'])).toEqual([
      ['客户接待', 2, 'open'],
      ['需求分析', 3, 'open'],
      ['产品推荐', 3, 'open'],
      ['洽谈', 5, 'open'],
      ['签约', 0, 'wins'],
      ['售后', 0, 'after'],
    ]);
  });

  test('the affairs that may follow', () => {
    const zh = TEMPLATES.counter.affairs?.map((one) => one.zh);
    expect(zh).toEqual(['保留单位', '退定/退楼', '姓名变更', '转换']);
  });
});

describe('every template', () => {
  test.each(TEMPLATE_KEYS)('%s holds together', (key) => {
    const template = TEMPLATES[key];
    const { stages } = template;
    expect(templateOf(key)).toBe(template);
    expect(new Set(stages.map((one) => one.key)).size).toBe(stages.length);
    expect(new Set(stages.flatMap((one) => [one.en, one.zh])).size).toBe(stages.length * 2);
    const probabilities = stages.map((one) => one.probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => a - b));
    expect(stages.filter((one) => one.part === 'wins')).toHaveLength(1);
    const order = stages.map((one) => ['open', 'wins', 'after'].indexOf(one.part ?? 'open'));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    for (const one of stages) {
      expect(CATEGORIES).toContain(one.category);
      if (one.leastPhase !== undefined) expect(PHASES).toContain(one.leastPhase);
      for (const text of [...(one.criteria ?? []), ...(one.work ?? []), one]) {
        expect(text.en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u);
        expect(text.zh).toMatch(/\p{Script=Han}/u);
      }
    }
  });

  test('becomes a pipeline with everything it says, and ids of its own', () => {
    let ids = 0;
    const newId = () => {
      ids += 1;
      return `id${ids}`;
    };
    const from = new Date('2026-01-01T00:00:00Z');
    const { pipeline } = pipelineFrom('project', { from, isDefault: true, locale: 'zh', newId });
    expect(pipeline.name).toBe('项目型销售');
    expect(pipeline.stages.map((one) => one.position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(pipeline.stages[5]).toMatchObject({
      nameZh: '商务突破',
      probability: 80,
      patience: 10,
      admits: 'any',
    });
    const all = pipeline.stages.flatMap((one) => [one.id, ...one.criteria.map((criterion) => criterion.id)]);
    expect(new Set([pipeline.id, ...all]).size).toBe(all.length + 1);
  });
});
