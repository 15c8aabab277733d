import { describe, expect, test } from 'vitest';
import { between, nextStage, openStages, runsAhead, unmet, winningStage } from '../../src/domain/stage.ts';
import { aPipeline } from './deals.ts';

const project = aPipeline('project');
const counter = aPipeline('counter');
const stage = (key: string, of = project) => {
  const found = of.stages.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no stage ${key}`);
  return found;
};

describe('the path of a pipeline', () => {
  test('ends with the stage that wins; what comes after is outside the funnel', () => {
    expect(openStages(counter).map((one) => one.key)).toEqual([
      'reception',
      'need',
      'recommendation',
      'negotiation',
    ]);
    expect(winningStage(counter)?.key).toBe('signed');
    expect(nextStage(counter, stage('negotiation', counter).id)?.key).toBe('signed');
    expect(nextStage(counter, stage('signed', counter).id)).toBeUndefined();
    expect(nextStage(counter, 'unknown')).toBeUndefined();
  });

  test('stages passed over lie strictly between', () => {
    const passed = between(project, stage('candidate'), stage('technical1'));
    expect(passed.map((one) => one.key)).toEqual(['qualified', 'contact']);
    expect(between(project, stage('contact'), stage('technical1'))).toEqual([]);
  });
});

describe('a standard', () => {
  const ids = (key: string) => stage(key).criteria.map((one) => one.id);

  test('ALL: each criterion is needed', () => {
    const [first = '', ...others] = ids('qualified');
    expect(unmet(stage('qualified'), []).map((one) => one.id)).toEqual(ids('qualified'));
    expect(unmet(stage('qualified'), [first]).map((one) => one.id)).toEqual(others);
    expect(unmet(stage('qualified'), ids('qualified'))).toEqual([]);
  });

  test('ANY: one is enough', () => {
    expect(unmet(stage('technical1'), [])).toHaveLength(2);
    expect(unmet(stage('technical1'), ids('technical1').slice(1))).toEqual([]);
  });

  test('a stage without criteria admits everything', () => {
    expect(unmet(stage('candidate'), [])).toEqual([]);
  });
});

test('a stage ahead of the customer’s phase', () => {
  const proposal = { ...stage('technical1'), leastPhase: 'criteria' as const };
  expect(runsAhead(proposal, 'decided')).toBe(true);
  expect(runsAhead(proposal, 'criteria')).toBe(false);
  expect(runsAhead(proposal, null)).toBe(false);
  expect(runsAhead(stage('technical1'), 'aware')).toBe(false);
});
