import type { Context } from '../../src/chat/command.ts';
import { type Choice, choice, person, text } from '../../src/chat/field.ts';
import { APPOINTED, type Person, type Role } from '../../src/domain/people.ts';

const ROLE_WORDS: readonly Choice<Role>[] = [
  { value: 'rep', label: { en: 'Rep', zh: '销售' }, also: ['sales', 'seller', '业务员', '销售代表'] },
  { value: 'manager', label: { en: 'Manager', zh: '主管' }, also: ['lead', '经理', '负责人'] },
  { value: 'operations', label: { en: 'Operations', zh: '销售运营' }, also: ['ops', '运营'] },
  { value: 'admin', label: { en: 'Administrator', zh: '管理员' } },
  { value: 'readonly', label: { en: 'Read-only', zh: '只读' }, also: ['reader', 'read only'] },
];

export const who = () => person({ label: { en: 'Person', zh: '成员' }, example: { en: 'Mia', zh: '赵敏' } });

export const role = () =>
  choice<Role>({
    label: { en: 'Role', zh: '角色' },
    example: { en: 'manager', zh: '主管' },
    options: ROLE_WORDS,
  });

export const teamNameField = () =>
  text({
    label: { en: 'Team name', zh: '团队名称' },
    example: { en: 'South', zh: '华南' },
    maxLength: 60,
  });

/** Why this person may not give or take the role, or null when they may. */
export async function roleRefusal(
  change: { person: Person; to: Role | null },
  { may, m, read }: Context,
): Promise<string | null> {
  const { person: subject, to } = change;
  const from = subject.role;
  const appoints = APPOINTED.includes(from) || (to !== null && APPOINTED.includes(to));
  if (appoints && !may('people.appoint', { person: subject })) return m.team.appointed;
  if (from !== 'admin' || to === 'admin' || subject.status !== 'active') return null;
  const others = (await read.people()).filter(
    (one) => one.id !== subject.id && one.role === 'admin' && one.status === 'active',
  );
  return others.length === 0 ? m.team.lastAdmin : null;
}
