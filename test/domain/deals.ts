// Deals and pipelines as plain values: what the rules are tested on.

import { BLANK, type DealEvent, type DealState, type NewEvent } from '../../src/domain/deal.ts';
import { pipelineFrom } from '../../src/domain/founding.ts';
import type { Pipeline, Stage } from '../../src/domain/stage.ts';
import type { TemplateKey } from '../../src/domain/templates.ts';

/** A Saturday morning in Shanghai. */
export const NOW = new Date('2026-11-21T02:00:00Z');
export const ZONE = 'Asia/Shanghai';

/** A template as a pipeline; ids are made of its name and a number. */
export function aPipeline(template: TemplateKey): Pipeline {
  let made = 0;
  const { pipeline } = pipelineFrom(template, {
    from: NOW,
    isDefault: true,
    locale: 'en',
    newId: () => `${template}-${++made}`,
  });
  return {
    id: pipeline.id,
    name: pipeline.name,
    template,
    isDefault: true,
    stages: pipeline.stages.map(
      (stage): Stage => ({
        id: stage.id,
        pipelineId: pipeline.id,
        key: stage.key,
        name: { en: stage.nameEn, zh: stage.nameZh },
        position: stage.position,
        probability: stage.probability,
        patience: stage.patience,
        benchmark: stage.benchmark,
        part: stage.part,
        category: 'pipeline',
        admits: stage.admits,
        criteria: stage.criteria.map((one) => ({ id: one.id, text: { en: one.en, zh: one.zh } })),
        leastPhase: null,
      }),
    ),
  };
}

/** An open deal of 1,000 yuan, opened a minute ago by somebody. */
export function aState(more: Partial<DealState>): DealState {
  const at = more.openedAt ?? NOW;
  return {
    ...BLANK,
    status: 'open',
    pipelineId: 'pipeline',
    stageId: 'stage',
    nameId: 'name',
    amount: 100_000,
    currency: 'CNY',
    expectedClose: null,
    ownerId: 'owner',
    teamId: 'team',
    openedAt: at,
    stageSince: at,
    stuckSince: at,
    closedAt: null,
    lastContactAt: null,
    silentFrom: at,
    pushes: 0,
    met: [],
    ...more,
  };
}

/** A history from what was recorded, an hour apart; the opening is put before it. */
export function aHistory(...events: readonly (Omit<NewEvent, 'at'> & { at?: Date })[]): DealEvent[] {
  const { status, pipelineId, stageId, nameId, amount, currency, ownerId, teamId } = aState({});
  const opening: Omit<NewEvent, 'at'> & { at?: Date } = {
    kind: 'opened',
    changes: { status, pipelineId, stageId, nameId, amount, currency, ownerId, teamId },
  };
  return [opening, ...events].map((event, index) => {
    const recordedAt = new Date(NOW.getTime() + index * 3_600_000);
    const { deal, ...detail } = event.detail ?? {};
    return {
      seq: index + 1,
      kind: event.kind,
      actorId: ownerId,
      teamId,
      at: event.at ?? recordedAt,
      recordedAt,
      changes: event.changes,
      detail: typeof deal === 'number' ? { ...detail, deal } : detail,
      voids: event.voids ?? null,
      inputId: `input ${index}`,
    };
  });
}
