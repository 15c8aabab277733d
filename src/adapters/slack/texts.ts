/** What the adapter itself says. */
const en = {
  working: 'Working on it… You will get the answer here or in a direct message.',
  aside: (title: string) => `Put aside: “${title}”. What you filled in is kept.`,
  goOn: 'Go on',
  waitTitle: 'One moment',
  close: 'Close',
};

const zh: typeof en = {
  working: '正在处理…… 结果会发在这里或私信里。',
  aside: (title) => `“${title}”已搁置，填好的内容都还在。`,
  goOn: '继续填写',
  waitTitle: '请稍等',
  close: '关闭',
};

export const texts = { en, zh };
