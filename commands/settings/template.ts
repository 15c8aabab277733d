import { templateName, templatesCard } from '../../src/cards/settings.ts';
import { command, refuse, show } from '../../src/chat/command.ts';
import { choice, optional } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { pipelineFrom } from '../../src/domain/founding.ts';
import { TEMPLATE_KEYS, TEMPLATES, type TemplateKey } from '../../src/domain/templates.ts';
import { settingsAnswer } from './show.ts';

const ALSO: Readonly<Record<TemplateKey, readonly string[]>> = {
  consultative: ['咨询式', '咨询'],
  project: ['项目型', '项目', 'psm'],
  counter: ['案场', '展厅', 'site'],
};

/** A template becomes a pipeline of its own; one that was used before is taken up again with its changes. */
export const settingsTemplate = command({
  name: 'settings.template',
  says: { en: ['settings template', 'process template'], zh: ['设置 模板', '流程模板'] },
  title: { en: 'Sales process', zh: '流程模板' },
  help: { en: 'The process that new deals follow', zh: '选择新商机的流程模板' },
  example: { en: 'settings template project', zh: '设置 模板 项目型销售' },
  fields: {
    template: optional(
      choice<TemplateKey>({
        label: { en: 'Template', zh: '模板' },
        example: { en: 'project', zh: '项目型销售' },
        options: TEMPLATE_KEYS.map((key) => ({
          value: key,
          label: { en: TEMPLATES[key].en, zh: TEMPLATES[key].zh },
          also: ALSO[key],
        })),
      }),
    ),
  },
  needs: { action: 'organisation.change', on: 'nothing' },
  async run({ template }, context) {
    const { m, locale, now, newId, organisation, person, read } = context;
    const pipelines = await read.pipelines();
    const [held] = pipelines;
    if (template === null) {
      return show({ text: m.settings.templates, card: templatesCard(held?.template ?? '', context) });
    }
    if (held?.template === template) return refuse(m.settings.same);
    const known = pipelines.find((one) => one.template === template);
    const added =
      known === undefined
        ? pipelineFrom(template, { from: now, isDefault: false, locale: organisation.locale, newId })
        : null;
    const id = known?.id ?? added?.pipeline.id;
    if (id === undefined) return refuse(m.settings.same);
    const changes: Change[] = [
      ...(added === null ? [] : [added]),
      { kind: 'pipeline.default', id },
      { kind: 'organisation.set', template },
    ];
    return {
      kind: 'record',
      changes,
      reply: (after) =>
        settingsAnswer(
          context,
          { read: after, person },
          m.settings.templateIs(templateName(template, locale)),
        ),
    };
  },
});
