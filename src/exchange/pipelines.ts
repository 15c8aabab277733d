import type { ImportChange } from '../domain/change.ts';
import { pipelineFrom } from '../domain/founding.ts';
import { nameKey } from '../domain/name.ts';
import { CATEGORIES, PHASES, type Pipeline, type Stage } from '../domain/stage.ts';
import { TEMPLATES } from '../domain/templates.ts';
import type { Intent } from './intent.ts';
import type { Known } from './known.ts';

/** The organisation's pipelines, and those of templates that a file's deals bring along. */
export type PipelineBook = {
  changes(): readonly ImportChange[];
  /** By its name, or by that of a template in either language, which is then added. */
  named(name: string): Pipeline | null;
};

export function pipelineBook(known: Known, intent: Intent): PipelineBook {
  const all = [...known.pipelines];
  const added: ImportChange[] = [];
  return {
    changes: () => added,
    named(name) {
      const key = nameKey(name);
      const template = Object.values(TEMPLATES).find((one) =>
        [one.en, one.zh, one.key].some((word) => nameKey(word) === key),
      );
      const own =
        all.find((one) => nameKey(one.name) === key) ?? all.find((one) => one.template === template?.key);
      if (own !== undefined) return own;
      // What pipelines there are is not for everybody to decide.
      if (template === undefined || !intent.mayAdd) return null;
      const { now: from, newId } = intent;
      const change = pipelineFrom(template.key, {
        from,
        isDefault: false,
        locale: known.organisation.locale,
        newId,
      });
      const pipeline = asRead(change.pipeline);
      all.push(pipeline);
      added.push(change);
      return pipeline;
    },
  };
}

/** A new pipeline as reads will show it. */
function asRead(fresh: ReturnType<typeof pipelineFrom>['pipeline']): Pipeline {
  const { id, name, template, isDefault } = fresh;
  return {
    id,
    name,
    template,
    isDefault,
    stages: fresh.stages.map(
      ({ nameEn, nameZh, criteria, ...facts }): Stage => ({
        ...facts,
        pipelineId: id,
        name: { en: nameEn, zh: nameZh },
        category: CATEGORIES.find((one) => one === facts.category) ?? 'pipeline',
        leastPhase: PHASES.find((one) => one === facts.leastPhase) ?? null,
        criteria: criteria.map((one) => ({ id: one.id, text: { en: one.en, zh: one.zh } })),
      }),
    ),
  };
}
