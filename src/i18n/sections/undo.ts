/** Taking back and moving what was recorded. */
const en = {
  title: 'Your last entries',
  pick: 'Which one do you want to take back?',
  hint: 'What is taken back stays in the history and counts in no number.',
  none: 'You have recorded nothing that could be taken back.',
  take: 'Take back',
  move: 'Move to another deal',
  takenBack: (what: string) => `Taken back: ${what}.`,
  restored: (what: string) => `Brought back: ${what}.`,
  bringBack: 'Bring it back',
  gone: 'This was taken back already.',
  unknown: 'I do not know this entry any more.',
  notYours: (who: string) => `This was recorded by ${who}. ${who} or a manager of the deal can take it back.`,
  imported: 'This came with an import. Take the whole import back instead.',
  left: (who: string) =>
    `${who} has no access any more, so no deal goes back to them. Give access back first.`,
  confirm: (what: string, count: number) =>
    count === 1
      ? `Something was done on this deal after it. Take back “${what}” all the same?`
      : `${count} things were done on this deal after it. Take back “${what}” all the same?`,
  since: 'Since then',
  sure: 'Take it back all the same',
  visit: (what: string, day: string) => `visit on ${day}: ${what}`,
  which: 'To which deal does it belong?',
  moved: (what: string, from: string, to: string) => `Moved from ${from} to ${to}: ${what}.`,
  notMovable: (what: string) =>
    `“${what}” cannot move to another deal. Take it back and say it again for the right one.`,
  sameDeal: (deal: string) => `It is on ${deal} already.`,
};

const zh: typeof en = {
  title: '您最近的记录',
  pick: '要撤销哪一条？',
  hint: '撤销的内容会留在历史里，但不计入任何数字。',
  none: '没有可以撤销的记录。',
  take: '撤销',
  move: '改到别的商机',
  takenBack: (what) => `已撤销：${what}。`,
  restored: (what) => `已恢复：${what}。`,
  bringBack: '恢复',
  gone: '这一条已经撤销过了。',
  unknown: '这条记录已经找不到了。',
  notYours: (who) => `这是${who}记录的，由${who}本人或该商机的主管撤销。`,
  imported: '这是导入的数据，请撤销整次导入。',
  left: (who) => `${who}已停用，商机不能退回给对方。请先恢复其权限。`,
  confirm: (what, count) => `这之后该商机还有 ${count} 项操作。仍然撤销“${what}”吗？`,
  since: '之后的操作',
  sure: '仍然撤销',
  visit: (what, day) => `${day}的拜访：${what}`,
  which: '应该记到哪个商机？',
  moved: (what, from, to) => `已从“${from}”改到“${to}”：${what}。`,
  notMovable: (what) => `“${what}”不能改到别的商机。请先撤销，再在正确的商机上重新说一遍。`,
  sameDeal: (deal) => `它本来就在“${deal}”上。`,
};

export const undo = { en, zh };
