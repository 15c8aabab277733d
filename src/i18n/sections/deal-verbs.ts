import { spaced } from '../spaced.ts';

/** What the deal verbs answer, and why they do not. */
const en = {
  refused: {
    notClosed: (name: string) => `${name} is not lost, so there is nothing to reopen.`,
    notWon: (name: string) => `${name} is not won, so there is no win to cancel.`,
    sameStage: (name: string, stage: string) => `${name} is in ${stage} already.`,
    otherPipeline: 'That stage belongs to another process.',
    gateAny: (stage: string) => `To enter ${stage}, at least one of these must be true. Tick what is.`,
    gateAll: (stage: string) => `To enter ${stage}, all of these must be true. Tick what is true by now.`,
    gateShut: (stage: string) =>
      `The standard of ${stage} is not met yet, so nothing was moved. A manager can let the deal through with a reason.`,
    back: (stage: string) => `Why does it go back to ${stage}? The reason stays in the history.`,
    future: 'That day is still to come. A deal closes on the day it happened.',
    beforeOpening: (day: string) => `The deal was opened on ${day}; it cannot have closed before.`,
    unchanged: (name: string) => `${name} is already like that. Nothing changed.`,
    push: (name: string, pushes: number) =>
      `The expected close of ${name} has moved later ${pushes === 1 ? 'once' : `${pushes} times`}. Why again? The reason stays in the history.`,
    noStep: (name: string) => `${name} has no next step that could be done.`,
    past: 'Choose a day after today.',
    stepPast: 'A next step is still to come: choose today or a later day.',
    notSnoozed: (name: string) => `${name} is not snoozed.`,
    sameDeal: 'Those are one and the same deal. Name another one.',
    currencies: 'The two amounts are in different currencies. Please say the remaining amount.',
    partTooLarge: (amount: string) => `The part is larger than the whole deal (${amount}).`,
  },
  moved: (name: string, from: string, to: string) => `${name}: ${from} → ${to}.`,
  movedBack: (name: string, from: string, to: string) => `${name} went back: ${from} → ${to}.`,
  skipped: (stages: string) => `Skipped: ${stages}.`,
  letThrough: 'Let through although the standard is not met.',
  edited: (name: string, what: string) => `${name}: ${what}.`,
  change: {
    amount: (from: string, to: string) => `amount ${from} → ${to}`,
    close: (from: string, to: string) => `expected close ${from} → ${to}`,
    name: (to: string) => `now called “${to}”`,
    customer: (to: string) => `customer ${to}`,
    partner: (to: string) => `partner ${to}`,
    category: (to: string) => `forecast category ${to}`,
    phase: (to: string) => `buying phase: ${to}`,
    and: '; ',
  },
  editNote: 'Change what is different and leave the rest.',
  standsAt: (name: string, amount: string) => `${name} stands at ${amount}. Is it this deal?`,
  stepSet: (name: string, step: string, due: string | null) =>
    due === null ? `${name}: next step: ${step}.` : `${name}: next step by ${due}: ${step}.`,
  stepDone: (name: string) => `${name}: step done. What comes next?`,
  winNote: (name: string) => `Please check amount and date, then record the win of ${name}.`,
  won: (name: string, amount: string, day: string) => `Won: ${name}, ${amount}, on ${day}.`,
  loseNote: (name: string) => `What decided against us in ${name}?`,
  lost: (name: string, reason: string, rival: string | null) =>
    rival === null
      ? `Lost: ${name} (${reason.toLowerCase()}).`
      : `Lost: ${name} (${reason.toLowerCase()}), to ${rival}.`,
  reopened: (name: string, stage: string) => `${name} is open again, in ${stage}.`,
  cancelled: (name: string, stage: string) =>
    `The win of ${name} is canceled; it is open again, in ${stage}.`,
  stepBack: (step: string, due: string | null) =>
    due === null ? `Next step, as before: ${step}.` : `Next step, as before: ${step}, by ${due}.`,
  stepMissing: 'It has no next step yet.',
  assigned: (name: string, owner: string) => `${name} now belongs to ${owner}, who has been told.`,
  taken: (name: string) => `${name} is yours now.`,
  handover: (name: string, to: string) =>
    `I have asked ${to} to take over ${name}. It stays with its owner until ${to} accepts.`,
  declined: (name: string) => `All right: ${name} stays with its owner.`,
  decided: 'You have answered that already.',
  askedAlready: (to: string) => `${to} was asked already and has not answered yet.`,
  askedAnew: (by: string) => `${by} has asked you again since. Please answer in the newer message.`,
  withdrawn: (owner: string, other: string | null) =>
    other === null
      ? `This is no longer on offer: the deal is with ${owner}.`
      : `This is no longer on offer: ${other} was asked instead.`,
  cannotOwn: (name: string) => `${name} cannot own deals: an active rep or manager with a team can.`,
  splitNote: (name: string) => `One part of ${name} becomes a deal of its own; the rest stays here.`,
  split: (part: string, rest: string) => `Split: ${part}. What remains: ${rest}.`,
  mergeTitle: (from: string, into: string) => `Merge ${from} into ${into}?`,
  mergeText: (from: string, into: string) =>
    `${from} ends and leaves the numbers; its visits and objections are shown with ${into}. Amounts are not added unless you say so.`,
  mergeYes: (into: string) => `Merge into ${into}`,
  mergeAdd: (into: string, amount: string) => `Merge into ${into} and add up: ${amount}`,
  merged: (from: string, into: string) => `${from} is now part of ${into}.`,
  partSince: (from: number, into: number, day: string) => `#${from} is part of #${into} since ${day}.`,
  mergedAway: (from: number, into: number) => `#${from} is part of #${into} now. Say #${into} instead.`,
  noted: (name: string) => `Noted for ${name}.`,
  snoozed: (name: string, until: string) => `No reminders for ${name} until ${until}.`,
  snoozedWith: (name: string, until: string, holds: string) =>
    `No reminders for ${name} until ${until}; ${holds}.`,
  awake: (name: string) => `Reminders for ${name} are on again.`,
  hidden: (name: string) =>
    `${name} is confidential: only its owner, the people working on it and the managers above see it.`,
  shown: (name: string) => `${name} is visible to the team again.`,
  shared: (who: string, name: string) => `${who} can now log and comment on ${name}, and has been told.`,
  sharedAlready: (who: string, name: string) => `${who} works on ${name} already.`,
  unshared: (who: string, name: string) => `${who} no longer works on ${name}.`,
  notShared: (who: string, name: string) => `${who} does not work on ${name} as a collaborator.`,
  takeOff: (who: string) => `Take ${who} off again`,
  ball: (name: string, holds: string) => `${name}: ${holds}.`,
  duplicate: 'There may be such a deal already. Nothing was opened yet.',
  duplicateHidden: (owner: string) =>
    `${owner} has a deal with this customer. Please talk to ${owner} first.`,
  openAnyway: 'Open it anyway',
  whichPipeline: 'Which process does it follow?',
  newCustomer: (name: string) => `${name} is a new customer`,
  nameIt: 'What is the deal called?',
};

const zh: typeof en = {
  refused: {
    notClosed: (name) => spaced`${name}没有输单，不用重新打开。`,
    notWon: (name) => spaced`${name}还没有赢单，没有可取消的。`,
    sameStage: (name, stage) => spaced`${name}已经在“${stage}”了。`,
    otherPipeline: '这个阶段属于另一套流程。',
    gateAny: (stage) => spaced`进入“${stage}”需要至少符合其中一条，请勾选已符合的。`,
    gateAll: (stage) => spaced`进入“${stage}”需要全部符合，请勾选现在已符合的。`,
    gateShut: (stage) => spaced`还没达到“${stage}”的标准，没有移动。主管可以写明理由后放行。`,
    back: (stage) => spaced`为什么退回到“${stage}”？理由会留在历史里。`,
    future: '这一天还没到。成交或输单要记在实际发生的日子。',
    beforeOpening: (day) => spaced`这个商机 ${day}才建，不能在那之前关闭。`,
    unchanged: (name) => spaced`${name}本来就是这样，没有改动。`,
    push: (name, pushes) =>
      spaced`${name}的预计成交已经推迟了 ${pushes} 次，这次为什么又推迟？理由会留在历史里。`,
    noStep: (name) => spaced`${name}没有待完成的下一步。`,
    past: '请选今天之后的日子。',
    stepPast: '下一步还没发生，请选今天或以后的日子。',
    notSnoozed: (name) => spaced`${name}没有暂缓提醒。`,
    sameDeal: '这是同一个商机，请说另外一个。',
    currencies: '两笔金额的币种不同，请直接写剩余金额。',
    partTooLarge: (amount) => spaced`拆出的部分比整个商机（${amount}）还大。`,
  },
  moved: (name, from, to) => spaced`${name}：${from} → ${to}。`,
  movedBack: (name, from, to) => spaced`${name}退回：${from} → ${to}。`,
  skipped: (stages) => spaced`跳过了：${stages}。`,
  letThrough: '未达标准，由主管放行。',
  edited: (name, what) => spaced`${name}：${what}。`,
  change: {
    amount: (from, to) => spaced`金额 ${from} → ${to}`,
    close: (from, to) => spaced`预计成交 ${from} → ${to}`,
    name: (to) => spaced`改名为“${to}”`,
    customer: (to) => spaced`客户改为${to}`,
    partner: (to) => spaced`代理商改为${to}`,
    category: (to) => spaced`预测类别改为${to}`,
    phase: (to) => spaced`购买阶段改为${to}`,
    and: '；',
  },
  editNote: '改有变化的，其余保持不动。',
  standsAt: (name, amount) => `${name}目前是${amount}，是这个商机吗？`,
  stepSet: (name, step, due) =>
    due === null ? spaced`${name}下一步：${step}。` : spaced`${name}下一步：${step}，${due}前。`,
  stepDone: (name) => spaced`${name}这一步已完成，接下来做什么？`,
  winNote: (name) => spaced`请核对金额和日期，确认后记为赢单：${name}。`,
  won: (name, amount, day) => spaced`恭喜，赢单！${name}，${amount}，${day}。`,
  loseNote: (name) => spaced`${name}输在哪里？`,
  lost: (name, reason, rival) =>
    rival === null
      ? spaced`已记为输单：${name}（${reason}）。`
      : spaced`已记为输单：${name}（${reason}），输给了${rival}。`,
  reopened: (name, stage) => spaced`${name}已重新打开，回到“${stage}”。`,
  cancelled: (name, stage) => spaced`${name}的赢单已取消，回到“${stage}”继续跟进。`,
  stepBack: (step, due) =>
    due === null ? spaced`下一步照旧：${step}。` : spaced`下一步照旧：${step}，${due}前。`,
  stepMissing: '还没有下一步。',
  assigned: (name, owner) => spaced`${name}已交给${owner}，并已通知本人。`,
  taken: (name) => spaced`${name}现在由您负责。`,
  handover: (name, to) => spaced`已请${to}接手${name}，对方接手之前仍由原负责人跟进。`,
  declined: (name) => spaced`好的，${name}仍由原负责人跟进。`,
  decided: '这次交接您已经答复过了。',
  askedAlready: (to) => spaced`已经请过${to}接手，对方还没有答复。`,
  askedAnew: (by) => spaced`${by}后来又请过您一次，请在新的那条消息里答复。`,
  withdrawn: (owner, other) =>
    other === null
      ? spaced`这次交接已撤回，商机现由${owner}负责。`
      : spaced`这次交接已撤回，已改请${other}接手。`,
  cannotOwn: (name) => spaced`${name}不能负责商机，需要是有团队的在职销售或主管。`,
  splitNote: (name) => spaced`从${name}拆出一部分单独成为商机，其余留在原商机。`,
  split: (part, rest) => spaced`已拆分：${part}；剩余：${rest}。`,
  mergeTitle: (from, into) => spaced`把${from}并入${into}？`,
  mergeText: (from, into) =>
    spaced`${from}将结束、不再计入数字，它的拜访和异议可在${into}里看到。金额不会相加，除非您选择相加。`,
  mergeYes: (into) => `并入${into}`,
  mergeAdd: (into, amount) => spaced`并入${into}，金额相加为 ${amount}`,
  merged: (from, into) => spaced`${from}已并入${into}。`,
  partSince: (from, into, day) => spaced`#${from} 已于 ${day}并入 #${into}。`,
  mergedAway: (from, into) => `#${from} 已并入 #${into}，请直接说 #${into}。`,
  noted: (name) => spaced`已备注到${name}。`,
  snoozed: (name, until) => spaced`${name}的提醒暂缓到${until}。`,
  snoozedWith: (name, until, holds) => spaced`${name}的提醒暂缓到${until}，${holds}。`,
  awake: (name) => spaced`${name}恢复提醒。`,
  hidden: (name) => spaced`${name}已设为保密，只有负责人、协作人和上级主管能看到。`,
  shown: (name) => spaced`${name}已取消保密，团队可以看到。`,
  shared: (who, name) => spaced`${who}现在可以一起跟进${name}，已通知本人。`,
  sharedAlready: (who, name) => spaced`${who}已经在跟进${name}了。`,
  unshared: (who, name) => spaced`${who}不再跟进${name}。`,
  notShared: (who, name) => spaced`${who}不是${name}的协作人。`,
  takeOff: (who) => spaced`移除${who}`,
  ball: (name, holds) => spaced`${name}：${holds}。`,
  duplicate: '可能已经有这个商机了，暂未新建。',
  duplicateHidden: (owner) => spaced`${owner}正在跟进这家客户，请先和${owner}沟通。`,
  openAnyway: '仍然新建',
  whichPipeline: '走哪套销售流程？',
  newCustomer: (name) => spaced`${name}是新客户`,
  nameIt: '这个商机叫什么？',
};

export const dealVerbs = { en, zh };
