import { settingsCard, stageCard } from '../../src/cards/settings.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import { stage } from '../../src/chat/field.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Person } from '../../src/domain/people.ts';
import { type Stage, stageName } from '../../src/domain/stage.ts';

/** Settings as they stand in `read`, after a sentence on what happened. */
export async function settingsAnswer(
  context: Context,
  at: { read: Context['read']; person: Person },
  text: string,
): Promise<Message> {
  const [organisation, [pipeline]] = await Promise.all([at.read.organisation(), at.read.pipelines()]);
  if (pipeline === undefined) return { text };
  const mayChange = context.may('organisation.change', null);
  return { text, card: settingsCard({ person: at.person, organisation, pipeline, mayChange }, context) };
}

/** One stage as it stands in `read`. */
export async function stageAnswer(
  context: Context,
  at: { read: Context['read']; stage: Pick<Stage, 'id' | 'pipelineId'> },
  text: (stage: Stage) => string,
): Promise<Message> {
  const pipeline = await at.read.pipeline(at.stage.pipelineId);
  const found = pipeline.stages.find((one) => one.id === at.stage.id);
  if (found === undefined) return { text: context.m.chat.none };
  const mayChange = context.may('organisation.change', null);
  return { text: text(found), card: stageCard(found, { pipeline, mayChange }, context) };
}

export const settingsShow = command({
  name: 'settings.show',
  says: { en: ['settings show', 'settings'], zh: ['设置 查看', '设置'] },
  title: { en: 'Settings', zh: '设置' },
  help: { en: 'Your settings and everyone’s', zh: '查看自己的和全员的设置' },
  example: { en: 'settings', zh: '设置' },
  fields: {},
  needs: { action: 'self', on: 'nothing' },
  reads: true,
  async run(_, context) {
    const { m, person, read } = context;
    return show(await settingsAnswer(context, { read, person }, m.settings.title));
  },
});

export const settingsStages = command({
  name: 'settings.stages',
  says: { en: ['settings stages'], zh: ['设置 查看阶段', '查看阶段'] },
  title: { en: 'Show a stage', zh: '查看阶段' },
  help: { en: 'A stage with its standard and its numbers', zh: '查看阶段的准入标准和参数' },
  example: { en: 'settings stages negotiation', zh: '查看阶段 谈判' },
  fields: { stage: stage() },
  needs: { action: 'self', on: 'nothing' },
  async run({ stage: subject }, context) {
    const { m, read, locale } = context;
    if (subject === null) return refuse(m.chat.required, 'stage');
    return show(await stageAnswer(context, { read, stage: subject }, (one) => stageName(one, locale)));
  },
});
