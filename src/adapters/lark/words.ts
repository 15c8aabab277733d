/** What the adapter itself says: the same sentence in both languages. */
const en = {
  working: 'Working on it; the answer follows.',
  sentDirect: 'I sent it to you in our direct chat.',
  busy: 'The platform is busy. Please press again in a moment.',
  openDetail: 'Open what is behind a number…',
  choose: 'Please choose',
  showRest: 'Show the rest',
  confirmTitle: 'Are you sure?',
  confirmText: (label: string) => `This does “${label}”.`,
  yours: 'Only the person who asked for this form can send it.',
  expired: 'This card is from an older version. Please say it again, or send “help”.',
  postedInRoom: 'The result is in the group.',
  cancel: 'Reset',
  typed: (text: string) => `Filled in: ${text}`,
  several: 'Write the name or a part of it',
  continued: 'The card above is older than 14 days and stays as it was; this one is kept up to date.',
};

const zh: typeof en = {
  working: '正在处理，稍后给您答复。',
  sentDirect: '已发到您与我的单聊。',
  busy: '平台繁忙，请稍后再点一次。',
  openDetail: '查看数字背后的商机…',
  choose: '请选择',
  showRest: '显示其余内容',
  confirmTitle: '确定吗？',
  confirmText: (label) => `将执行“${label}”。`,
  yours: '这张表单只能由当初要填的人提交。',
  expired: '这张卡片来自旧版本，请重新说一遍，或者发“帮助”。',
  postedInRoom: '结果已发到群里。',
  cancel: '重置',
  typed: (text) => `已填：${text}`,
  several: '填写名称或其中几个字',
  continued: '上面的卡片已超过 14 天，不再更新；以这张为准。',
};

export const words = { en, zh };
export type ChromeWords = typeof en;
