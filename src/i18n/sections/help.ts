import type { Role } from '../../domain/people.ts';

type Welcome = readonly [string, string, string];

const firstLines: Record<Role, Welcome> = {
  rep: ['met Acme today, demo next Tuesday', 'advance Acme', 'my deals'],
  manager: ['funnel this month', 'what’s stuck', 'team people'],
  operations: ['funnel this month', 'settings', 'team people'],
  admin: ['team people', 'settings', 'help team'],
  readonly: ['funnel this month', 'show Acme', 'help'],
};

/** Help, and the first words to somebody new. */
const en = {
  title: 'What you can say',
  intro: 'Say it in your own words, in English or Chinese. In a deal’s thread you need not name the deal.',
  of: (noun: string) => `What you can say: ${noun}`,
  more: (noun: string, verbs: number) => `${noun} · ${verbs}`,
  ways: 'Also',
  knows: 'What you can say with it',
  example: (example: string) => `for example ${example}`,
  optional: (label: string) => `${label}, if you like`,
  try: 'Try it',
  unknown: (about: string) => `I know nothing called “${about}”. This is what you can say:`,
  noun: {
    deal: 'Deals',
    visit: 'Visits',
    objection: 'Objections',
    undo: 'Undo',
    fix: 'Put right',
    review: 'Review',
    funnel: 'Funnel',
    digest: 'Digests',
    nudge: 'Nudges',
    target: 'Targets',
    team: 'Team',
    settings: 'Settings',
    import: 'Import',
    export: 'Export',
    help: 'Help',
    day: 'Your day',
    setup: 'Set-up',
    link: 'Two chats',
  },
  welcome: (name: string) => `Welcome, ${name}. Three lines to begin with:`,
  welcomeNote: 'Say “help” whenever you want more. Everything can be undone.',
  /** One line a role would say first, second and third. */
  first: firstLines,
};

const zh: typeof en = {
  title: '您可以这样说',
  intro: '照平时说话的样子说就行，中英文都可以。在商机的话题里不用再报商机名。',
  of: (noun) => `您可以这样说：${noun}`,
  more: (noun, verbs) => `${noun} · ${verbs}`,
  ways: '也可以说',
  knows: '可以带上',
  example: (example) => `例如 ${example}`,
  optional: (label) => `${label}（可不填）`,
  try: '试一下',
  unknown: (about) => `没有“${about}”这一项。您可以这样说：`,
  noun: {
    deal: '商机',
    visit: '拜访',
    objection: '异议',
    undo: '撤销',
    fix: '更正',
    review: '过单',
    funnel: '漏斗',
    digest: '日报',
    nudge: '提醒',
    target: '目标',
    team: '团队',
    settings: '设置',
    import: '导入',
    export: '导出',
    help: '帮助',
    day: '今日',
    setup: '初始设置',
    link: '账号关联',
  },
  welcome: (name) => `${name}，欢迎加入！先记住三句话：`,
  welcomeNote: '想知道更多就发“帮助”。说错了都能撤销。',
  first: {
    rep: ['今天见了远景，下周二演示', '推进远景', '我的商机'],
    manager: ['本月漏斗', '哪些单子卡住了', '团队成员'],
    operations: ['本月漏斗', '设置', '团队成员'],
    admin: ['团队成员', '设置', '帮助 团队'],
    readonly: ['本月漏斗', '查看远景', '帮助'],
  },
};

export const help = { en, zh };
