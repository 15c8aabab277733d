import type { Role } from '../../domain/people.ts';
import { spaced } from '../spaced.ts';

/** People, teams, leave and hand-over. */
const en = {
  role: {
    rep: 'Rep',
    manager: 'Manager',
    operations: 'Operations',
    admin: 'Administrator',
    readonly: 'Read-only',
  } satisfies Record<Role, string>,
  does: {
    rep: 'Runs their own deals and reads the team’s.',
    manager: 'Runs the team and everything below it.',
    operations: 'Settings, import and all numbers.',
    admin: 'Manages people and the installation.',
    readonly: 'Reads the team’s deals and changes nothing.',
  } satisfies Record<Role, string>,
  card: {
    people: 'Who is who',
    count: (people: number) => (people === 1 ? '1 person' : `${people} people`),
    pending: 'Waiting to be let in',
    left: 'Access ended',
    nobody: 'Nobody yet.',
    role: 'Role',
    team: 'Team',
    manager: 'Manager',
    email: 'Email',
    language: 'Language',
    zone: 'Time zone',
    leave: 'On leave',
    noTeam: 'no team',
    waits: 'waits to be let in',
    away: (until: string, deputy: string) => `away until ${until}, ${deputy} covers`,
    leaves: 'Who is away',
    leaveOf: (from: string, until: string) => `${from} to ${until}`,
    covers: (deputy: string) => `${deputy} covers`,
  },
  button: {
    admit: 'Let in',
    decline: 'Turn down',
    role: 'Change role',
    move: 'Change team',
    leave: 'Plan leave',
    deactivate: 'End access',
    restore: 'Give access back',
    cancel: 'Cancel leave',
    settings: 'My settings',
    keep: 'Keep it myself',
    handOut: 'Hand out the deals',
    people: 'Who is who',
  },
  whichTeam: (name: string) => `Which team does ${name} join?`,
  admitted: (name: string, team: string) => `${name} has joined ${team}.`,
  admittedBy: (by: string, name: string, team: string) =>
    `${by} has already let ${name} in; the team is ${team}.`,
  already: (name: string, team: string) => `${name} is already in ${team}.`,
  declined: (name: string) => `${name} was not let in.`,
  declinedOthers: (name: string) => `${name} is not waiting to be let in.`,
  notYourTeam: (team: string) =>
    `${team} is not one of your teams. Its manager or an administrator can do that.`,
  noTeamOfYours: 'You are in no team yet. Say which team you mean.',
  appointed: 'Only an administrator gives or takes the roles Operations and Administrator.',
  lastAdmin: 'There would be no administrator left. Make somebody else one first.',
  yourself: 'You cannot end your own access. Another administrator can.',
  roleIs: (name: string, role: string) => `${name} is now ${role}. It holds from the next press.`,
  roleSame: (name: string, role: string) => `${name} is already ${role}.`,
  stillPending: (name: string) => `${name} has to be let in first.`,
  moved: (name: string, team: string, deals: number) =>
    deals === 0
      ? `${name} is now in ${team}.`
      : `${name} is now in ${team}, with ${deals === 1 ? '1 open deal' : `${deals} open deals`}.`,
  movedSame: (name: string, team: string) => `${name} is already in ${team}.`,
  made: (team: string, parent: string | null) =>
    parent === null ? `${team} is a new team.` : `${team} is a new team below ${parent}.`,
  nameTaken: (team: string) => `There is already a team called ${team}.`,
  renamed: (from: string, to: string) => `${from} is now called ${to}.`,
  home: (team: string) => `Deals of ${team} now live in the channel where you said this.`,
  barred: {
    who: (names: readonly string[], more: number): string => {
      const people = more === 1 ? 'one person' : `${more} people`;
      if (names.length === 0) return `${people} here whom I do not know`;
      const all = more === 0 ? names : [...names, more === 1 ? 'one more' : `${more} more`];
      return all.length === 1 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
    },
    by: (who: string) =>
      `But nothing of these deals will be seen here yet: ${who} may not read them. Take them out of this channel, have them let in or moved to the team, or choose another channel.`,
    unseen:
      'But nothing of these deals will be seen here yet: I am not told who reads this channel. Invite me into it.',
  },
  homeOff: (team: string) => `Deals of ${team} have no channel of their own in this chat any more.`,
  homeElsewhere: 'Say this in the channel that you mean.',
  leave: (name: string, days: string, deputy: string) =>
    `${name} is away: ${days}. ${deputy} gets the nudges meanwhile.`,
  leaveCancelled: (name: string) => `${name}’s leave is canceled.`,
  leaveGone: 'That leave is over or was canceled before.',
  leaveWhen: 'From which day to which?',
  leaveWho: 'Who gets the nudges meanwhile?',
  leaveOrder: 'The last day is before the first.',
  leavePast: 'That is over already.',
  leaveSelf: 'Nobody covers for themselves. Who will?',
  leaveBlind: (deputy: string) =>
    `${deputy} cannot see these deals. Name somebody of the team, or its manager.`,
  leaveAway: (deputy: string) => `${deputy} is away then, too.`,
  leaveInactive: (deputy: string) => `${deputy} has no access at the moment.`,
  noLeaves: 'Nobody is away or about to be.',
  deactivateSure: (name: string, heir: string | null) =>
    `It holds at once: ${name} can read and change nothing here any more. Open deals go to ${heir ?? 'you'}, to be handed out; what was recorded stays. You can give access back later.`,
  deactivated: (name: string) => `${name}’s access has ended.`,
  dealsTo: (deals: number, manager: string) =>
    `${deals === 1 ? 'One open deal is' : `${deals} open deals are`} now with ${manager}, to be handed out.`,
  leftAlready: (name: string) => `${name}’s access ended before.`,
  restored: (name: string, team: string) => `${name} has access again, in ${team}.`,
  handover: (deals: number) => (deals === 1 ? 'One deal to hand out' : `${deals} deals to hand out`),
  handoverDone: 'Nothing is left to hand out.',
  handed: (deal: string, name: string) => `${deal} is now ${name}’s.`,
  kept: (deal: string) => `You keep ${deal}.`,
  handedAlready: (deal: string, name: string) => `${deal} is already ${name}’s. Nothing was done.`,
};

const zh: typeof en = {
  role: { rep: '销售', manager: '主管', operations: '销售运营', admin: '管理员', readonly: '只读' },
  does: {
    rep: '跟进自己的商机，可看本团队的。',
    manager: '管理本团队和所有下级团队。',
    operations: '设置、导入和全部数据。',
    admin: '管理人员和系统安装。',
    readonly: '可看本团队的商机，不能改动。',
  },
  card: {
    people: '团队成员',
    count: (people) => spaced`${people} 人`,
    pending: '等待通过',
    left: '已停用',
    nobody: '还没有人。',
    role: '角色',
    team: '团队',
    manager: '主管',
    email: '邮箱',
    language: '语言',
    zone: '时区',
    leave: '休假',
    noTeam: '未分团队',
    waits: '等待通过',
    away: (until, deputy) => spaced`休假至${until}，${deputy}代班`,
    leaves: '休假安排',
    leaveOf: (from, until) => spaced`${from}至${until}`,
    covers: (deputy) => spaced`${deputy}代班`,
  },
  button: {
    admit: '通过',
    decline: '不通过',
    role: '改角色',
    move: '换团队',
    leave: '安排休假',
    deactivate: '停用',
    restore: '恢复权限',
    cancel: '取消休假',
    settings: '我的设置',
    keep: '我自己跟',
    handOut: '分配商机',
    people: '团队成员',
  },
  whichTeam: (name) => spaced`${name}加入哪个团队？`,
  admitted: (name, team) => spaced`${name}已加入${team}。`,
  admittedBy: (by, name, team) => spaced`${by}已通过${name}的申请（${team}）。`,
  already: (name, team) => spaced`${name}已经在${team}了。`,
  declined: (name) => spaced`没有通过${name}的申请。`,
  declinedOthers: (name) => spaced`${name}没有待通过的申请。`,
  notYourTeam: (team) => spaced`${team}不归您管，请找该团队主管或管理员。`,
  noTeamOfYours: '您还没有团队，请说明是哪个团队。',
  appointed: '“销售运营”和“管理员”只能由管理员授予或撤销。',
  lastAdmin: '这样就没有管理员了，请先指定另一位管理员。',
  yourself: '不能停用自己，请找另一位管理员。',
  roleIs: (name, role) => spaced`${name}现在是${role}，从下一次操作起生效。`,
  roleSame: (name, role) => spaced`${name}已经是${role}了。`,
  stillPending: (name) => spaced`${name}的申请还没有通过。`,
  moved: (name, team, deals) =>
    deals === 0
      ? spaced`${name}已调到${team}。`
      : spaced`${name}已调到${team}，${deals} 个进行中的商机一起转过去。`,
  movedSame: (name, team) => spaced`${name}本来就在${team}。`,
  made: (team, parent) =>
    parent === null ? spaced`已新建团队${team}。` : spaced`已在${parent}下新建团队${team}。`,
  nameTaken: (team) => spaced`已经有一个团队叫${team}了。`,
  renamed: (from, to) => spaced`${from}已改名为${to}。`,
  home: (team) => spaced`${team}的商机以后就在您说这句话的群里更新。`,
  barred: {
    who: (names, more) => {
      if (names.length === 0) return `${more} 位我不认识的群成员`;
      return more === 0 ? names.join('、') : `${names.join('、')}等 ${names.length + more} 人`;
    },
    by: (who) =>
      spaced`不过暂时还不会在这里显示这些商机：${who}无权查看。请把他们移出本群、通过申请或调到该团队，或者换一个群。`,
    unseen: '不过暂时还不会在这里显示这些商机：我看不到本群有哪些成员，请把我拉进群。',
  },
  homeOff: (team) => spaced`${team}的商机在这里不再固定于某个群。`,
  homeElsewhere: '请在要指定的群里说这句话。',
  leave: (name, days, deputy) => spaced`${name}休假：${days}，期间的提醒由${deputy}接收。`,
  leaveCancelled: (name) => spaced`已取消${name}的休假。`,
  leaveGone: '这次休假已结束或已取消。',
  leaveWhen: '从哪天休到哪天？',
  leaveWho: '期间的提醒由谁接收？',
  leaveOrder: '结束日早于开始日。',
  leavePast: '这段时间已经过去了。',
  leaveSelf: '不能由本人代班，请另选一位。',
  leaveBlind: (deputy) => spaced`${deputy}看不到这些商机，请选本团队的同事或主管。`,
  leaveAway: (deputy) => spaced`${deputy}那几天也在休假。`,
  leaveInactive: (deputy) => spaced`${deputy}目前没有权限。`,
  noLeaves: '近期没有人休假。',
  deactivateSure: (name, heir) =>
    spaced`立即生效：${name}将看不到也改不了任何内容。名下进行中的商机转给${heir ?? '您'}，等待分配；已有记录都保留。以后可以恢复权限。`,
  deactivated: (name) => spaced`已停用${name}的权限。`,
  dealsTo: (deals, manager) => spaced`${deals} 个进行中的商机已转给${manager}，待分配。`,
  leftAlready: (name) => spaced`${name}的权限之前就停用了。`,
  restored: (name, team) => spaced`已恢复${name}的权限，团队：${team}。`,
  handover: (deals) => `待分配的商机：${deals} 个`,
  handoverDone: '商机都分配完了。',
  handed: (deal, name) => spaced`${deal}已交给${name}。`,
  kept: (deal) => spaced`${deal}由您自己跟进。`,
  handedAlready: (deal, name) => spaced`${deal}已经是${name}的了，没有重复操作。`,
};

export const team = { en, zh };
