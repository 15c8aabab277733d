import type { Change, NewPipeline } from './change.ts';
import type { Locale } from './people.ts';
import { TEMPLATES, type TemplateKey } from './templates.ts';

/** A template as a pipeline of an organisation: the facts hold from `from` on. */
export function pipelineFrom(
  key: TemplateKey,
  at: { from: Date; isDefault: boolean; locale: Locale; newId(): string },
): Change & { kind: 'pipeline.add' } {
  const template = TEMPLATES[key];
  const stages = template.stages.map((stage, position): NewPipeline['stages'][number] => ({
    id: at.newId(),
    key: stage.key,
    nameEn: stage.en,
    nameZh: stage.zh,
    position,
    probability: stage.probability,
    patience: stage.patience,
    benchmark: stage.benchmark ?? null,
    part: stage.part ?? 'open',
    category: stage.category,
    admits: stage.admits ?? 'any',
    leastPhase: stage.leastPhase ?? null,
    criteria: (stage.criteria ?? []).map((one) => ({ id: at.newId(), ...one })),
  }));
  const { isDefault, from } = at;
  return {
    kind: 'pipeline.add',
    pipeline: { id: at.newId(), name: template[at.locale], template: key, isDefault, from, stages },
  };
}
