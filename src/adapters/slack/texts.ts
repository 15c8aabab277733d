/** What the adapter itself says. */
const en = {
  working: 'Working on it… You will get the answer here or in a direct message.',
  draft: (title: string) => `“${title}” was not sent. I kept what you filled in.`,
  goOn: 'Continue',
  waitTitle: 'One moment',
  close: 'Close',
  cancel: 'Cancel',
};

const zh: typeof en = {
  working: '正在处理…… 结果会发在这里或私信里。',
  draft: (title) => `“${title}”还没有提交，填好的内容都还在。`,
  goOn: '继续填写',
  waitTitle: '请稍等',
  close: '关闭',
  cancel: '取消',
};

export const texts = { en, zh };
