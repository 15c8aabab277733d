/** Somebody's day at a glance. */
const en = {
  title: (day: string) => `Your day · ${day}`,
  quiet: 'Nothing needs you today.',
  due: 'Due today',
  more: (left: number) => `${left} more`,
  counts: (deals: number, sum: string) =>
    deals === 1 ? `1 open deal · ${sum}` : `${deals} open deals · ${sum}`,
  funnel: 'Pipeline',
  help: 'Who needs help',
  helpNone: 'Everyone’s deals are moving.',
  need: {
    step: (count: number) => `${count} next ${count === 1 ? 'step' : 'steps'} overdue`,
    silent: (count: number) => `${count} silent`,
    stuck: (count: number) => `${count} stuck`,
    overdue: (count: number) => `${count} past expected close`,
  },
  waiting: (people: number) =>
    people === 1 ? '1 person is waiting to join' : `${people} people are waiting to join`,
  handover: (deals: number) => (deals === 1 ? 'One deal to hand out' : `${deals} deals to hand out`),
  mine: 'My own deals',
  button: {
    log: 'Log a visit',
    fresh: 'New deal',
    mine: 'My deals',
    review: 'Review my deals',
    funnel: 'Funnel',
    people: 'People',
    setup: 'Set up',
    help: 'Help',
    join: 'Join',
  },
  stranger:
    'I keep the team’s deals moving, right here in the chat. Join, and a manager or an administrator lets you in.',
};

const zh: typeof en = {
  title: (day) => `今日 · ${day}`,
  quiet: '今天没有要您处理的。',
  due: '今天到期',
  more: (left) => `还有 ${left} 个`,
  counts: (deals, sum) => `在途 ${deals} 个 · ${sum}`,
  funnel: '销售漏斗',
  help: '谁需要帮忙',
  helpNone: '大家的商机都在往前走。',
  need: {
    step: (count) => `${count} 个下一步过期`,
    silent: (count) => `${count} 个失联`,
    stuck: (count) => `${count} 个卡住`,
    overdue: (count) => `${count} 个已过预计成交日`,
  },
  waiting: (people) => `${people} 人申请加入，待您通过`,
  handover: (deals) => `待分配的商机 ${deals} 个`,
  mine: '我自己的商机',
  button: {
    log: '记拜访',
    fresh: '新建商机',
    mine: '我的商机',
    review: '逐个过一遍',
    funnel: '漏斗',
    people: '团队成员',
    setup: '开始设置',
    help: '帮助',
    join: '申请加入',
  },
  stranger: '我在聊天里帮团队推进商机。申请加入后，由主管或管理员通过。',
};

export const day = { en, zh };
