import type { Nature, ObjectionCategory } from './activity.ts';

type Both = { en: string; zh: string };

/** One usual objection: what it mostly means, what to ask first, how to go on. */
export type Play = {
  key: string;
  category: ObjectionCategory;
  nature: Nature;
  /** Words by which it is recognised among the objections of its category. */
  hears: RegExp;
  said: Both;
  means: Both;
  ask: Both;
  answer: Both;
};

/** Listen, empathise, confirm, provide an answer, ask again. */
export const STEPS: readonly Both[] = [
  { en: 'Listen to the end; do not interrupt.', zh: '倾听：让客户说完，不打断。' },
  { en: 'Show that you see it from their side, without agreeing.', zh: '同理：有同感，但不同情。' },
  {
    en: 'Confirm what exactly stands in the way, and whether it is the only thing.',
    zh: '确认：到底卡在哪里，是不是只有这一点。',
  },
  { en: 'Answer that one point, with a fact or a case.', zh: '回应：只针对这一点，用事实或案例。' },
  {
    en: 'Ask whether that settles it, then ask for the next step.',
    zh: '再确认：这样可以吗？然后约下一步。',
  },
];

export const PLAYBOOK: readonly Play[] = [
  {
    key: 'too_expensive',
    category: 'price',
    nature: 'subjective',
    hears: /./u,
    said: { en: 'It is too expensive', zh: '太贵了' },
    means: {
      en: 'The value is not clear yet, or we are compared with something cheaper.',
      zh: '价值还没讲透，或者心里有一个更便宜的参照。',
    },
    ask: {
      en: 'How much too much, compared with what, and why that one?',
      zh: '贵了多少？跟谁比？为什么拿它来比？',
    },
    answer: {
      en: 'Never cut first. Show what it saves, the cost over its whole life, the return, and ways to pay. Give something away only in exchange.',
      zh: '先不降价。算清能省多少、全周期成本、投资回报和付款方式；要让步，就用条件换。',
    },
  },
  {
    key: 'no_budget',
    category: 'budget',
    nature: 'pretext',
    hears: /./u,
    said: { en: 'We have no budget', zh: '没有预算' },
    means: {
      en: 'Mostly: not important enough yet. Budgets are found for what matters.',
      zh: '多半是还不够重要：真重要，预算总能找到。',
    },
    ask: {
      en: 'If the money were there, would you go ahead? Who decides on budgets, and when is the next round?',
      zh: '如果钱不是问题，会做吗？预算谁批、下一轮什么时候？',
    },
    answer: {
      en: 'Put a number on what waiting costs. Offer a smaller first phase, or a start in this year’s operating budget and the rest in the next.',
      zh: '把拖着不做的损失算成数字；拆出小一期先做，或者今年走费用、明年立项。',
    },
  },
  {
    key: 'send_material',
    category: 'timing',
    nature: 'pretext',
    hears: /资料|发我|发一份|回头|联系你|material|brochure|send me|call you|get back/iu,
    said: { en: 'Send me something, I will call you', zh: '先发份资料，回头联系你' },
    means: { en: 'A polite way to end the talk.', zh: '客气地结束谈话。' },
    ask: {
      en: 'Gladly. What should it answer for you, and who else will read it?',
      zh: '好的。您最想在资料里看到什么？还有谁会看？',
    },
    answer: {
      en: 'Send one page on exactly that, and agree a short call on a date before you hang up.',
      zh: '只发对应的一页，挂电话前约好一个具体时间回访。',
    },
  },
  {
    key: 'think_about_it',
    category: 'timing',
    nature: 'pretext',
    hears: /./u,
    said: { en: 'Let me think about it', zh: '再考虑考虑' },
    means: {
      en: 'A doubt that was not said, or somebody who has to be asked.',
      zh: '有没说出口的顾虑，或者要问别人。',
    },
    ask: {
      en: 'Of course. Which part do you want to think about: the result, the risk or the price?',
      zh: '应该的。主要想考虑哪一块：效果、风险，还是价格？',
    },
    answer: {
      en: 'Answer the part that is named, say what they lose by waiting, and fix the day on which you talk again.',
      zh: '对准说出来的那一块回应，讲清等待的代价，定好再谈的日子。',
    },
  },
  {
    key: 'has_supplier',
    category: 'competition',
    nature: 'condition',
    hears: /./u,
    said: { en: 'We already have a supplier', zh: '已经有供应商了' },
    means: {
      en: 'Either content (an objection) or bound by a contract (a condition). Find out which.',
      zh: '要么是满意（异议），要么是合同绑住了（条件），先分清。',
    },
    ask: {
      en: 'What do you like about them, and what would you change? When does the contract end?',
      zh: '最满意他们哪里？有什么想改进的？合同什么时候到期？',
    },
    answer: {
      en: 'Do not run the other one down. Offer the part they do badly, or to be the second source.',
      zh: '不说同行坏话。从对方做得不好的一块切入，或先做第二供应商。',
    },
  },
  {
    key: 'relative_sells',
    category: 'trust',
    nature: 'subjective',
    hears: /亲戚|朋友|熟人|relative|friend|cousin|brother|uncle/iu,
    said: { en: 'A relative of mine sells this', zh: '我有亲戚做这个' },
    means: {
      en: 'Trust lies elsewhere; it is also comfortable to say.',
      zh: '信任在别处，也是顺口的推辞。',
    },
    ask: {
      en: 'Good to have somebody near. Would you still compare, so that nobody can say you had to?',
      zh: '有自己人当然好。要不要也比一比，免得别人说是照顾关系？',
    },
    answer: {
      en: 'Make the choice easy to defend: facts, references, what happens when something goes wrong.',
      zh: '让选择经得起问：事实、案例、出了问题谁负责。',
    },
  },
  {
    key: 'colleague_regretted',
    category: 'trust',
    nature: 'subjective',
    hears: /./u,
    said: { en: 'Somebody bought it and regretted it', zh: '有同事买过，后悔了' },
    means: {
      en: 'They want to be sure that it does not happen to them.',
      zh: '想要一份底气：这事不会落到我头上。',
    },
    ask: {
      en: 'What happened there, and what would have had to be different?',
      zh: '当时出了什么问题？如果怎样就不会后悔？',
    },
    answer: {
      en: 'Admit what was bad, show what has changed, let a customer of ours tell them, offer a trial or a way out.',
      zh: '该认的认，说明改了什么，请老客户现身说法，给试用或退出条款。',
    },
  },
  {
    key: 'want_nothing',
    category: 'no_need',
    nature: 'subjective',
    hears: /./u,
    said: { en: 'I do not like it, I want nothing', zh: '不喜欢，什么都不要' },
    means: {
      en: 'The problem is not felt, or it was shown before it was asked about.',
      zh: '还没觉得痛，或者没问需求就讲了产品。',
    },
    ask: {
      en: 'Fair enough. How do you do it today, and what bothers you about it?',
      zh: '没关系。现在是怎么做的？哪一步最麻烦？',
    },
    answer: {
      en: 'Go back to their situation and problems. If there is none, say so and leave the door open.',
      zh: '回到现状和难点；确实没有，就坦然留个话口。',
    },
  },
  {
    key: 'no_authority',
    category: 'authority',
    nature: 'objective',
    hears: /./u,
    said: { en: 'I cannot decide this', zh: '我做不了主' },
    means: {
      en: 'True, or a shield. Either way somebody else has to be won.',
      zh: '可能是真的，也可能是挡箭牌；总之还要赢得另一个人。',
    },
    ask: {
      en: 'Who decides, and what would you tell them? Would you recommend it?',
      zh: '谁拍板？您会怎么跟他说？您本人推荐吗？',
    },
    answer: {
      en: 'Make them a supporter: give them what they need for the inside talk, and ask to meet the decision maker together.',
      zh: '把他变成支持者：备好内部汇报材料，请他带着一起见决策人。',
    },
  },
];

/** The play that fits best: by the words within the category; null where the book has none (product). */
export function playFor(category: ObjectionCategory, words: string | null): Play | null {
  const plays = PLAYBOOK.filter((play) => play.category === category);
  return plays.find((play) => words !== null && play.hears.test(words)) ?? plays.at(-1) ?? null;
}
