import { scheduleText } from '../../src/cards/digest-list.ts';
import { setUpCard, stepCard } from '../../src/cards/setup.ts';
import type { Card } from '../../src/chat/card.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Change } from '../../src/domain/change.ts';
import { readerOf } from '../../src/domain/digest-slots.ts';
import { answered, NEW_SETUP, nextStep, SETUP_STEPS, type Setup, setupFrom } from '../../src/domain/setup.ts';
import { readingOf } from '../digest/which.ts';
import { barredHere } from '../team/barred.ts';
import { decided } from './decided.ts';
import { again, at, digest, language, room, template } from './fields.ts';

/** What a draft of a set-up is called in the store. */
const KIND = 'setup';

/**
 * Four questions, each answered by a press that holds at once. Where somebody stops they go on, in another room too;
 * that is how the room is chosen.
 */
export const setupGo = command({
  name: 'setup.go',
  says: { en: ['setup', 'set up'], zh: ['初始设置', '开始设置', '设置向导'] },
  title: { en: 'Setup', zh: '初始设置' },
  help: { en: 'Set up language, process, channel and digest', zh: '设置语言、流程、群和日报' },
  example: { en: 'setup', zh: '初始设置' },
  fields: { language, template, room, digest, again, at },
  needs: { action: 'organisation.change', on: 'nothing' },
  async run({ again: restart, at: begun, ...said }, context) {
    const { m, here } = context;
    const channel = here.kind === 'room' ? here.channel : begun;
    const before = await underWay(context);
    const steps = SETUP_STEPS.filter((step) => said[step] !== null);
    if (steps.length === 0 && restart === null) {
      const now = { setup: before?.setup ?? NEW_SETUP, channel, barred: null };
      return show(await standing(now, context, context.read));
    }
    if (said.room === 'here' && channel === null) return refuse(m.team.homeElsewhere);
    const start = restart === null ? (before?.setup ?? NEW_SETUP) : NEW_SETUP;
    const { changes, setup } = await decided({ ...said, channel }, start, context);
    const after = answered(setup, steps);
    const id = before?.id ?? context.newId();
    const chosen = said.room === 'here' && here.kind === 'room';
    const barred = chosen ? await barredHere(context.teams, context) : null;
    return {
      kind: 'record',
      changes: [...changes, kept({ id, setup: after, fresh: before === null })].flat(),
      reply: (read) => standing({ setup: after, channel, barred }, context, read),
    };
  },
});

/** Finished, there is nothing to come back to. */
function kept({ id, setup, fresh }: { id: string; setup: Setup; fresh: boolean }): Change[] {
  if (nextStep(setup) !== null) return [{ kind: 'draft.save', id, draftKind: KIND, body: setup }];
  return fresh ? [] : [{ kind: 'draft.drop', id }];
}

async function underWay({ read, person }: Context): Promise<{ id: string; setup: Setup } | null> {
  const [draft] = await read.draftsOf(person.id, KIND);
  const setup = draft === undefined ? null : setupFrom(draft.body);
  return draft === undefined || setup === null ? null : { id: draft.id, setup };
}

/** `barred`: why nothing of the deals is shown in the room that was just chosen. */
type Stand = { setup: Setup; channel: string | null; barred: string | null };

/** The next question, or what was chosen. */
async function standing(
  { setup, channel, barred }: Stand,
  context: Context,
  read: Context['read'],
): Promise<Message> {
  const { m } = context;
  const step = nextStep(setup);
  if (step !== null) {
    const place = { channel, digest: setup.room === null ? 'you' : 'room' } as const;
    const card = stepCard(step, place, context);
    return warned({ text: card.title, card }, barred);
  }
  const [organisation, schedules] = await Promise.all([read.organisation(), read.schedules()]);
  const own = schedules.findLast(({ createdBy, room: to }) =>
    setup.room === null
      ? readerOf(to) !== null && createdBy === context.person.id
      : to.channel === setup.room.channel && to.workspace === setup.room.workspace,
  );
  const card = setUpCard(
    {
      organisation,
      room: setup.room === null ? null : m.setup.room.chosen,
      digest: own === undefined ? null : scheduleText(own, readingOf(context)),
    },
    context,
  );
  return warned({ text: m.setup.done, card }, barred);
}

function warned({ text, card }: { text: string; card: Card }, barred: string | null): Message {
  if (barred === null) return { text, card };
  const warning = { kind: 'text', text: barred, tone: 'warn' } as const;
  return { text, card: { ...card, elements: [warning, ...card.elements] } };
}
