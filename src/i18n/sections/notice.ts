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
};

export const notice = { en, zh };
