import { spaced } from '../spaced.ts';

/** What the bot tells somebody of its own accord. */
const en = {
  admissionAsked: (name: string, email: string | null) =>
    `${name}${email === null ? '' : ` (${email})`} would like to join.`,
  admit: 'Let in',
  turnDown: 'Turn down',
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
  workspaceJoined: (where: string) =>
    `Another workspace ${where} shares our book from now on, by your code. If you gave it to nobody, tell your colleagues at once.`,
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
      `I cannot post ${what}: I was removed from the channel, or it was archived or deleted. Nothing is lost; invite me back, or choose another channel.`,
    rules: (what: string) =>
      `I cannot post ${what}: only some people may write in that channel. Nothing is lost; let me write there, or choose another channel.`,
    root: (what: string) =>
      `I cannot add ${what}: the message it belongs under was deleted. Its next change begins a new thread.`,
    reader: (what: string) =>
      `I cannot send ${what}: whoever it is for has left, has stopped me, or is not among those who may use me. Nothing is lost; an administrator can give them access to me.`,
    content: (what: string) =>
      `The platform did not let ${what} through: its rules on words or contact data say no. Nothing is lost; ask me for it here.`,
  },
  over: (since: string) =>
    `I am back. I was away since ${since}: what was recorded is all here, and the deals’ cards are being brought up to date.`,
  digests: 'Digests',
  openDeal: 'Show the deal',
};

const zh: typeof en = {
  admissionAsked: (name, email) =>
    email === null ? spaced`${name}申请加入，是否通过？` : spaced`${name}（${email}）申请加入，是否通过？`,
  admit: '通过',
  turnDown: '不通过',
  admitted: (by) => spaced`${by}已通过您的申请。发“帮助”看看我能做什么。`,
  handoverGiven: (by, deal) => spaced`${by}把“${deal}”交给了您，以后由您跟进。`,
  handoverOpened: (name, deals) => spaced`${name}的权限已停用，${deals} 个进行中的商机现在归您，请分配。`,
  handoverAsked: (from, deal) => spaced`${from}想把“${deal}”交接给您。`,
  accept: '接手',
  decline: '不接',
  accepted: (by, deal) => spaced`${by}已接手“${deal}”。`,
  declined: (by, deal) => spaced`${by}没有接手“${deal}”，仍由原负责人跟进。`,
  assigned: (by, deal) => spaced`${by}把“${deal}”交给您负责了。`,
  shared: (by, deal) => spaced`${by}邀请您一起跟进“${deal}”。`,
  exported: (by, deals) => spaced`${by}导出了 ${deals} 个商机。`,
  linked: (platform) =>
    spaced`有人凭您的关联码或邮箱，在${platform}里也以您的身份使用了。如果不是您本人，请马上告诉管理员。`,
  workspaceJoined: (where) =>
    spaced`凭您的关联码，另一个工作区（${where}）并进来了。如果您没有把码给过别人，请马上告知同事。`,
  platform: { slack: 'Slack 工作区', lark: '飞书', local: '本地工作区' },
  trouble: {
    what: {
      digest: (schedule) => spaced`定时汇报“${schedule}”`,
      deal: (deal) => spaced`${deal}的动态`,
      other: '消息',
    },
    token: (what) => spaced`${what}发不出去：我已被移出工作区，或令牌失效。数据都在，请管理员重新安装。`,
    scope: (what) => spaced`${what}发不出去：缺少权限。数据都在，请管理员按全部权限重新安装。`,
    room: (what) =>
      spaced`${what}发不出去：我已被移出该群，或群已归档、解散。数据都在，请重新邀请我，或换一个群。`,
    rules: (what) => spaced`${what}发不出去：该群只允许部分人发言。数据都在，请允许我发言，或换一个群。`,
    root: (what) => spaced`${what}发不出去：原来的消息已被删除。下次有变动时会另开一个话题。`,
    reader: (what) =>
      spaced`${what}发不出去：对方已离职、停用了我，或不在应用的可用范围内。数据都在，请管理员检查可用范围。`,
    content: (what) => spaced`${what}被平台的敏感词或数据防泄漏规则拦下了。数据都在，可以直接在这里问我。`,
  },
  over: (since) => spaced`我回来了。${since}起我不在，记录都还在，商机卡片正在更新。`,
  digests: '定时汇报列表',
  openDeal: '查看商机',
};

export const notice = { en, zh };
