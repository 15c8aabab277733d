/** What the bot tells somebody of its own accord. */
const en = {
  admissionAsked: (name: string) => `${name} would like to join. Do you want to let them in?`,
  admit: 'Let in',
  admitted: (by: string) => `${by} has let you in. Say “help” to see what I can do.`,
  handoverGiven: (by: string, deal: string) => `${by} has given you ${deal}. It is yours from now on.`,
  handoverOpened: (name: string, deals: number) =>
    `${name}’s access has ended. ${deals === 1 ? 'One open deal is' : `${deals} open deals are`} yours now, to be handed out.`,
  handoverAsked: (from: string, deal: string) => `${from} would like to hand ${deal} over to you.`,
  accept: 'Accept',
  decline: 'Decline',
  accepted: (by: string, deal: string) => `${by} has taken over ${deal}.`,
  declined: (by: string, deal: string) => `${by} has declined ${deal}; it stays with its owner.`,
  assigned: (by: string, deal: string) => `${by} has given ${deal} to you.`,
  shared: (by: string, deal: string) => `${by} has asked you to work on ${deal} with them.`,
  exported: (by: string, deals: number) => `${by} exported ${deals} deals.`,
  linked: (platform: string) =>
    `Somebody in ${platform} is you from now on: by your code, or by your e-mail address. If that was not you, tell your administrator at once.`,
  platform: { slack: 'Slack', lark: 'Feishu', local: 'the local workspace' },
  trouble: {
    what: {
      digest: (schedule: string) => `the digest “${schedule}”`,
      deal: (deal: string) => `what happens to ${deal}`,
      other: 'my messages',
    },
    token: (what: string) =>
      `I cannot post ${what}: I was taken out of the workspace, or my token no longer holds. Nothing is lost; an administrator has to install me again.`,
    scope: (what: string) =>
      `I cannot post ${what}: a permission is missing. Nothing is lost; an administrator has to install me again with all permissions.`,
    room: (what: string) =>
      `I cannot post ${what}: I was removed from the room, or it was archived or deleted. Nothing is lost; invite me back, or choose another room.`,
    rules: (what: string) =>
      `I cannot post ${what}: only some people may write in that room. Nothing is lost; let me write there, or choose another room.`,
    root: (what: string) =>
      `I cannot add ${what}: the message it belongs under was deleted. Its next change begins a new thread.`,
  },
  over: (since: string) =>
    `I am back. I was away since ${since}: what was recorded is all here, and the deals’ cards are being brought up to date.`,
  digests: 'Digests',
  openDeal: 'Show the deal',
};

const zh: typeof en = {
  admissionAsked: (name) => `${name}申请加入，是否通过？`,
  admit: '通过',
  admitted: (by) => `${by}已通过您的申请。发“帮助”看看我能做什么。`,
  handoverGiven: (by, deal) => `${by}把“${deal}”交给了您，以后由您跟进。`,
  handoverOpened: (name, deals) => `${name}的权限已停用，${deals} 个进行中的商机现在归您，请分配。`,
  handoverAsked: (from, deal) => `${from}想把“${deal}”交接给您。`,
  accept: '接手',
  decline: '不接',
  accepted: (by, deal) => `${by}已接手“${deal}”。`,
  declined: (by, deal) => `${by}没有接手“${deal}”，仍由原负责人跟进。`,
  assigned: (by, deal) => `${by}把“${deal}”交给您负责了。`,
  shared: (by, deal) => `${by}邀请您一起跟进“${deal}”。`,
  exported: (by, deals) => `${by}导出了 ${deals} 个商机。`,
  linked: (platform) =>
    `有人凭您的关联码或邮箱，在${platform}里也成为您了。如果不是您本人，请马上告诉管理员。`,
  platform: { slack: 'Slack 工作区', lark: '飞书', local: '本地工作区' },
  trouble: {
    what: {
      digest: (schedule) => `日报“${schedule}”`,
      deal: (deal) => `${deal}的动态`,
      other: '消息',
    },
    token: (what) => `${what}发不出去：我已被移出工作区，或令牌失效。数据都在，请管理员重新安装。`,
    scope: (what) => `${what}发不出去：缺少权限。数据都在，请管理员按全部权限重新安装。`,
    room: (what) => `${what}发不出去：我已被移出该群，或群已归档、解散。数据都在，请重新邀请我，或换一个群。`,
    rules: (what) => `${what}发不出去：该群只允许部分人发言。数据都在，请允许我发言，或换一个群。`,
    root: (what) => `${what}发不出去：原来的消息已被删除。下次有变动时会另开一个话题。`,
  },
  over: (since) => `我回来了。${since}起我不在，记录都还在，商机卡片正在更新。`,
  digests: '日报列表',
  openDeal: '查看商机',
};

export const notice = { en, zh };
