/** A visit to a customer without a deal; `day` is written out. */
type CustomerVisit = { customer: string; day: string; what: string | null };

const quoted = (what: string | null): string => (what === null ? '' : ` “${what}”`);
const quotedZh = (what: string | null): string => (what === null ? '' : `“${what}”`);

/** Taking back and moving what was recorded. */
const en = {
  title: 'Your last entries',
  pick: 'Which one do you want to take back?',
  hint: 'What is taken back stays in the history and counts in no number.',
  none: 'You have recorded nothing in the last 30 days that could be taken back.',
  noneOn: (deal: string) =>
    `You have recorded nothing on ${deal} in the last 30 days that could be taken back.`,
  hidden: 'Your last entry is on a deal that you may no longer see, so it stays. Nothing was taken back.',
  old: (what: string, place: string) =>
    `Your last entry is more than a day old: ${what} · ${place}. Take it back?`,
  lastImport: (what: string, when: string) =>
    `Your last entry is an ${what} · ${when}. It can only be taken back as a whole.`,
  take: 'Take back',
  moveTo: 'Move to another deal',
  earlier: 'An earlier one',
  takenBack: (what: string) => `Taken back: ${what}.`,
  tookBack: (what: string) => `taken back: ${what}`,
  restored: (what: string) => `Brought back: ${what}.`,
  bringBack: 'Bring it back',
  gone: 'This was taken back already.',
  there: 'This holds already.',
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
  visit: ({ customer, day, what }: CustomerVisit) => `visit to ${customer} on ${day}${quoted(what)}`,
  plan: ({ customer, day, what }: CustomerVisit) => `visit to ${customer} planned for ${day}${quoted(what)}`,
  import: (source: string, deals: number) =>
    deals === 1 ? `import of 1 deal (${source})` : `import of ${deals} deals (${source})`,
  which: 'To which deal does it belong?',
  moved: (what: string, from: string, to: string) => `Moved from ${from} to ${to}: ${what}.`,
  move: (what: string, from: string, to: string) => `move from ${from} to ${to}: ${what}`,
  movedTo: (what: string, deal: string) => `Moved to ${deal}: ${what}.`,
  notMovable: (what: string) =>
    `“${what}” cannot move to another deal. Take it back and say it again for the right one.`,
  sameDeal: (deal: string) => `It is on ${deal} already.`,
};

const zh: typeof en = {
  title: '您最近的记录',
  pick: '要撤销哪一条？',
  hint: '撤销的内容会留在历史里，但不计入任何数字。',
  none: '最近 30 天没有可以撤销的记录。',
  noneOn: (deal) => `您最近 30 天在“${deal}”上没有可以撤销的记录。`,
  hidden: '您最近的一条记录在您已无权查看的商机上，没有撤销任何内容。',
  old: (what, place) => `您最近的一条记录已超过一天：${what} · ${place}。要撤销吗？`,
  lastImport: (what, when) => `您最近的一条记录是${what} · ${when}，只能整次撤销。`,
  take: '撤销',
  moveTo: '改到别的商机',
  earlier: '撤销更早的',
  takenBack: (what) => `已撤销：${what}。`,
  tookBack: (what) => `已撤销：${what}`,
  restored: (what) => `已恢复：${what}。`,
  bringBack: '恢复',
  gone: '这一条已经撤销过了。',
  there: '这一条本来就有效。',
  unknown: '这条记录已经找不到了。',
  notYours: (who) => `这是${who}记录的，由${who}本人或该商机的主管撤销。`,
  imported: '这是导入的数据，请撤销整次导入。',
  left: (who) => `${who}已停用，商机不能退回给对方。请先恢复其权限。`,
  confirm: (what, count) => `这之后该商机还有 ${count} 项操作。仍然撤销“${what}”吗？`,
  since: '之后的操作',
  sure: '仍然撤销',
  visit: ({ customer, day, what }) => `${day}拜访${customer}${quotedZh(what)}`,
  plan: ({ customer, day, what }) => `计划${day}拜访${customer}${quotedZh(what)}`,
  import: (source, deals) => `一次导入（${source}，${deals} 个商机）`,
  which: '应该记到哪个商机？',
  moved: (what, from, to) => `已从“${from}”改到“${to}”：${what}。`,
  move: (what, from, to) => `从“${from}”改到“${to}”：${what}`,
  movedTo: (what, deal) => `已改到“${deal}”：${what}。`,
  notMovable: (what) => `“${what}”不能改到别的商机。请先撤销，再在正确的商机上重新说一遍。`,
  sameDeal: (deal) => `它本来就在“${deal}”上。`,
};

export const undo = { en, zh };
