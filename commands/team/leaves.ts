import { leavesCard } from '../../src/cards/team.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import { text } from '../../src/chat/field.ts';
import type { Leave } from '../../src/domain/people.ts';
import { penOf } from '../deal/answer.ts';

/** Whoever may plan a leave may cancel it. */
async function cancellable({ read, may }: Context): Promise<(leave: Leave) => boolean> {
  const people = await read.people();
  return (leave) => {
    const away = people.find((one) => one.id === leave.person.id);
    return away !== undefined && may('people.leave', { person: away });
  };
}

export const teamLeaves = command({
  name: 'team.leaves',
  says: { en: ['team leaves', 'who is away', 'who’s away'], zh: ['团队 休假安排', '谁在休假', '休假安排'] },
  title: { en: 'Who is away', zh: '谁在休假' },
  help: { en: 'Who is away, and who covers', zh: '看谁在休假、谁代班' },
  example: { en: 'team leaves', zh: '谁在休假' },
  fields: {},
  needs: { action: 'people.read', on: 'nothing' },
  reads: true,
  async run(_, context) {
    const { m, read, today } = context;
    const leaves = await read.leaves(today);
    const card = leavesCard(leaves, await cancellable(context), penOf(context));
    return show({ text: leaves.length === 0 ? m.team.noLeaves : m.team.card.leaves, card });
  },
});

/** Behind the button of a leave. */
export const teamBack = command({
  name: 'team.back',
  says: { en: ['team back', 'cancel leave'], zh: ['团队 销假', '取消休假'] },
  title: { en: 'Cancel a leave', zh: '取消休假' },
  help: { en: 'Cancel a leave', zh: '取消休假' },
  example: { en: 'cancel leave', zh: '取消休假' },
  fields: {
    leave: text({ label: { en: 'Leave', zh: '休假' }, takes: 'named', maxLength: 36, machine: true }),
  },
  needs: { action: 'people.read', on: 'nothing' },
  hidden: true,
  async run({ leave: id }, context) {
    const { m, read, today } = context;
    const leave = (await read.leaves(today)).find((one) => one.id === id);
    if (leave === undefined) return refuse(m.team.leaveGone);
    if (!(await cancellable(context))(leave)) return refuse(m.chat.notAllowed.person);
    return {
      kind: 'record',
      changes: [{ kind: 'leave.cancel', id }],
      reply: async () => ({ text: m.team.leaveCancelled(leave.person.name) }),
    };
  },
});
