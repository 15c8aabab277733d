import { restoreButton, teamName } from '../../src/cards/team.ts';
import { command, refuse } from '../../src/chat/command.ts';
import { text } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { departed } from '../../src/domain/departure.ts';
import { managerOf } from '../../src/domain/people.ts';
import { ownScope } from '../../src/domain/permission.ts';
import { roleRefusal, who } from './fields.ts';
import { handoverAnswer } from './handover.ts';
import { rightsTo } from './roster.ts';

export const teamDeactivate = command({
  name: 'team.deactivate',
  says: { en: ['team deactivate', 'end access'], zh: ['团队 停用', '停用成员'] },
  title: { en: 'End somebody’s access', zh: '停用成员' },
  help: { en: 'End somebody’s access and hand out their deals', zh: '停用成员并交接商机' },
  example: { en: 'team deactivate Mia', zh: '团队 停用 赵敏' },
  fields: { person: who() },
  needs: { action: 'people.change', on: 'person' },
  async run({ person: leaver }, context) {
    const { m, read, person: actor, teams } = context;
    if (leaver.id === actor.id) return refuse(m.team.yourself);
    const refusal = await roleRefusal({ person: leaver, to: null }, context);
    if (refusal !== null) return refuse(refusal);
    const heir = managerOf(leaver, { people: await read.people(), teams }) ?? actor;
    const [deals, requests, leaves] = await Promise.all([
      read.deals({ ownerId: leaver.id, status: ['open'] }, ownScope(leaver.id)),
      read.requestsFor(leaver.id),
      read.leaves(context.today),
    ]);
    const changes: Change[] = [
      ...departed({ leaver, heir, deals, requests, leaves }, context),
      ...(deals.length === 0 || heir.id === actor.id
        ? []
        : [
            {
              kind: 'tell' as const,
              key: `handover:${leaver.id}:${context.inputId}`,
              personId: heir.id,
              notice: { kind: 'handover.opened' as const, personId: leaver.id, deals: deals.length },
            },
          ]),
    ];
    const text =
      deals.length === 0
        ? m.team.deactivated(leaver.name)
        : [m.team.deactivated(leaver.name), m.team.dealsTo(deals.length, heir.name)].join(
            context.locale === 'zh' ? '' : ' ',
          );
    return {
      kind: 'record',
      changes,
      reply: async (after) => ({
        ...(deals.length > 0 && heir.id === actor.id ? await handoverAnswer(context, after, text) : { text }),
        buttons: [restoreButton(leaver, context)],
      }),
    };
  },
});

/** Behind the button of somebody whose access ended. */
export const teamRestore = command({
  name: 'team.restore',
  says: { en: ['team restore'], zh: ['团队 恢复'] },
  title: { en: 'Give access again', zh: '恢复成员' },
  help: { en: 'Give somebody access again', zh: '恢复成员权限' },
  example: { en: 'team restore', zh: '团队 恢复' },
  fields: {
    person: text({ label: { en: 'Person', zh: '成员' }, takes: 'named', maxLength: 36, machine: true }),
  },
  needs: { action: 'people.read', on: 'nothing' },
  hidden: true,
  async run({ person: id }, context) {
    const { m, read, teams } = context;
    const person = (await read.people()).find((one) => one.id === id);
    if (person === undefined || !rightsTo(person, context).change) return refuse(m.chat.notAllowed.person);
    const where = teamName(teams, person.teamId, context);
    if (person.status !== 'left') return refuse(m.team.already(person.name, where));
    // Somebody who was never let in goes back to waiting for it.
    const status = person.teamId === null ? 'pending' : 'active';
    return {
      kind: 'record',
      changes: [{ kind: 'person.set', id: person.id, set: { status } }],
      reply: async () => ({
        text: status === 'pending' ? m.team.stillPending(person.name) : m.team.restored(person.name, where),
      }),
    };
  },
});
