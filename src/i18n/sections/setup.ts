/** Setting up, step by step. */
const en = {
  title: 'Set up Stagepost',
  /** What a company that does not say its name is called, and its first team. */
  ourTeam: 'Our team',
  step: (at: number, of: number) => `Step ${at} of ${of}`,
  language: {
    ask: 'Which language do I speak in channels, and with newcomers?',
    note: 'Everybody can choose their own with “language”.',
  },
  template: {
    ask: 'Which process do your deals follow?',
    note: 'It can be changed later; deals under way keep theirs.',
  },
  room: {
    ask: 'In which channel does your team talk about its deals?',
    here: 'Use this channel',
    hereNote:
      '“This room” is the one in which you began: deals get their threads there, and everybody in it will read the team’s numbers.',
    elsewhere: 'Invite me into that channel and press “Set up here” there; we go on from this step.',
    none: 'No channel yet',
    chosen: 'the channel in which you began',
    without: 'none yet; say “team home” in a channel at any time',
  },
  digest: {
    ask: (where: 'room' | 'you'): string =>
      where === 'room' ? 'When do I post the digest in the channel?' : 'When do I send you the digest?',
    note: 'A picture of the funnel and at most five lines. On a quiet day I say nothing.',
    at: (time: string) => `Working days ${time}`,
    weekly: 'Mondays 09:00',
    none: 'No digest',
  },
  facts: { language: 'Language', template: 'Process', room: 'Channel', digest: 'Digest' },
  noDigest: 'none; say “digest add” at any time',
  done: 'All set. Now let people in as they write to me, and open the first deal.',
  doneTitle: 'Stagepost is set up',
  next: {
    deal: 'Open the first deal',
    people: 'People',
    again: 'Set up again',
    import: 'Drop last year’s spreadsheet here to bring your deals along.',
  },
  hello: {
    admin: (name: string) =>
      `Hello ${name}! I am Stagepost: I keep your team’s deals moving, here in the chat. Four questions and we can begin.`,
    other: (name: string) => `Hello ${name}! I am installed and ready.`,
    room: 'Thank you for inviting me. I keep the team’s deals moving. Mention me and say “new deal” or “met Acme today, demo next Tuesday”. Whoever sets me up can choose this channel for the deals and the digest.',
    begin: 'Set up',
    here: 'Set up here',
  },
};

const zh: typeof en = {
  title: '设置驿站',
  ourTeam: '我们团队',
  step: (at, of) => `第 ${at} 步，共 ${of} 步`,
  language: { ask: '群里和新成员默认用哪种语言？', note: '每个人可以用“设置语言”改成自己的。' },
  template: { ask: '你们的商机走哪种流程？', note: '以后可以改；进行中的商机保持原来的流程。' },
  room: {
    ask: '团队在哪个群里谈商机？',
    here: '就用这个群',
    hereNote: '“这个群”是您开始设置的群：商机的话题会开在那里，群里所有人都会看到团队的数字。',
    elsewhere: '把我拉进那个群，在群里点“在这里设置”，就从这一步接着来。',
    none: '暂时不用群',
    chosen: '您开始设置的群',
    without: '暂无；随时可以在群里说“团队群”',
  },
  digest: {
    ask: (where) => (where === 'room' ? '什么时候在群里发日报？' : '什么时候给您发日报？'),
    note: '一张漏斗图，最多五行。没事的日子不打扰。',
    at: (time) => `工作日 ${time}`,
    weekly: '每周一 09:00',
    none: '不要日报',
  },
  facts: { language: '语言', template: '流程', room: '群', digest: '日报' },
  noDigest: '暂无；随时可以说“新增日报”',
  done: '设置好了。接下来有人找我时请通过他们，再建第一个商机。',
  doneTitle: '驿站已设置好',
  next: {
    deal: '建第一个商机',
    people: '团队成员',
    again: '重新设置',
    import: '把去年的表格拖到这里，就能把商机带过来。',
  },
  hello: {
    admin: (name) => `${name}，您好！我是驿站，在聊天里帮团队推进商机。回答四个问题就能开始。`,
    other: (name) => `${name}，您好！我已安装好，可以用了。`,
    room: '谢谢邀请！我帮团队推进商机。在群里 @我，再说“新建商机”，或者“今天见了远景，下周二演示”。负责设置的同事可以把这个群选为商机群和日报群。',
    begin: '开始设置',
    here: '在这里设置',
  },
};

export const setup = { en, zh };
