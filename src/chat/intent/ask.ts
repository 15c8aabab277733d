import type { Rule } from './sentence.ts';

/** Questions and requests to be shown something. They record nothing. */

/** A group called who in a pattern is all that the question is about. */
type Ask = { command: string; values?: Readonly<Record<string, string>>; said: readonly RegExp[] };

const PERIOD_ZH = String.raw`(?:[本上下今去前这]个?(?:周|月|季度?|年度?)|\d{1,2}月份?|[Qq][1-4]|第?[一二三四]季度)`;

/** 本月赢单, 延期的商机, deals won last month: the deals behind a number, by the word that stands beside it on cards. */
const behind = (values: Readonly<Record<string, string>>, zh: string, en: string): Ask => ({
  command: 'deal.list',
  values,
  said: [
    new RegExp(
      String.raw`(?:(?<=^(?:\S{1,8}\s)?${PERIOD_ZH}的?\s*)|^(?:商机|单子|项目)[\s:：]*)(?:${zh})了?(?:的(?:商机|单子|项目))?(?:有哪些)?$|^(?:${zh})了?的(?:商机|单子|项目)(?:有哪些)?$`,
      'u',
    ),
    new RegExp(
      String.raw`(?<=^(?:show (?:me )?|list )?(?:(?:our|the|all) )?)(?:deals (?:that )?(?:were |have )?(?:${en})\b|(?:${en}) deals\b)`,
      'iu',
    ),
  ],
});

const ASKS: readonly Ask[] = [
  behind({ status: 'won' }, '赢单', 'won'),
  behind({ status: 'lost' }, '输单|丢单', 'lost'),
  behind({ filter: 'commit' }, '承诺', 'commit(?:ted)?'),
  behind({ filter: 'bestCase' }, '最佳', 'best[- ]case'),
  behind({ filter: 'created' }, '新增', 'new'),
  behind({ filter: 'advanced' }, '推进', 'advanced'),
  behind({ filter: 'regressed' }, '退回', 'moved back'),
  behind({ filter: 'slipped' }, '延期', 'slipped'),
  {
    command: 'deal.list',
    values: { status: 'won' },
    said: [
      new RegExp(
        `(?<=${PERIOD_ZH})(?:一共|总共|都)?(?:赢|签|成交|拿下)(?:了|下了?)?(?:多少|几|哪些|什么).{0,4}$`,
        'u',
      ),
      /^(?:how (?:much|many(?: deals)?)|what|which deals) (?:did|have) (?:we|i|they) (?:win|won|sign(?:ed)?|close[d]?)\b/iu,
    ],
  },
  {
    command: 'deal.list',
    values: { filter: 'created' },
    said: [
      new RegExp(
        `(?<=${PERIOD_ZH})(?:一共|总共|都)?新(?:增|开|建|来)(?:了)?(?:多少|几|哪些|什么).{0,4}$`,
        'u',
      ),
      /^(?:how many|which|what) (?:new )?deals (?:did|have) (?:we|i|they) (?:open|add|create)(?:ed|d)?\b|^how many new deals\b/iu,
    ],
  },
  {
    command: 'funnel.moves',
    said: [
      /(?:动了(?:什么|啥|哪些)|动没动|有(?:什么|哪些)?(?:变动|变化|动静)|变了什么)(?:吗|没有?)?$/u,
      /^what (?:has )?(?:moved|changed)\b/iu,
    ],
  },
  {
    command: 'help.show',
    said: [
      /^(?:帮助|怎么用|怎么玩|(?:你|能|可以)?(?:会|能|可以)(?:做|干)?(?:什么|啥)|有(?:什么|哪些)命令|使用说明|命令)$/u,
      /^(?:help(?: me)?|what can (?:you|i) (?:do|say|ask)|how (?:do i use (?:this|it|you)|does (?:this|it) work)|commands|\?+)$/iu,
    ],
  },
  {
    command: 'target.show',
    said: [
      /(?:还)?差(?:多少|几|了多少)/u,
      /(?:完成|达成)(?:了)?(?:多少|率|进度|情况|得?怎么样)|(?:目标|任务|指标|业绩)(?:.{0,4})(?:多少|怎么样|如何|进度|完成)/u,
      /^how (?:did|have|are|were) (?:we|i) (?:do|done|doing)\b/iu,
      /\b(?:how (?:far|much|close)\b.*\b(?:target|quota|goal|number|left|to go)|(?:gap|distance) to (?:my |our |the )?(?:target|quota|goal|plan|number)|am i (?:on track|going to make (?:it|quota|target))|(?:quota|target) (?:attainment|progress|status)|how am i (?:doing|tracking))\b/iu,
    ],
  },
  {
    command: 'deal.list',
    values: { filter: 'stuck' },
    said: [
      /^(?:what|which)(?:['’]?s| is| are| deals are)?(?: currently)? (?:stuck|stalled|not moving)|^(?:show (?:me )?)?(?:my |our |the )?(?:stuck|stalled) (?:deals|ones)|^anything stuck/iu,
      /(?:哪些|哪个|什么|谁的|有没有|看看?).{0,6}(?:卡住|卡着|停滞|卡在)|(?:卡住|停滞|卡着)(?:了)?的(?:单子|商机|项目|有哪些)?$/u,
    ],
  },
  {
    command: 'deal.list',
    values: { filter: 'silent' },
    said: [
      /(?:what|which|who)\b.*\b(?:gone (?:quiet|silent|dark)|silent|haven['’]?t (?:i|we) (?:talked|spoken|touched|contacted))|^(?:show (?:me )?)?(?:my |our )?(?:silent|quiet) deals/iu,
      /(?:哪些|哪个|谁的|有没有|看看?).{0,10}(?:失联|没动静|没联系|没跟进|沉默|没人跟)|(?:失联|没动静|沉默|好久没(?:联系|跟进|动))的(?:单子|商机|项目|客户|有哪些)/u,
    ],
  },
  {
    command: 'deal.list',
    values: { filter: 'overdue' },
    said: [
      /(?:what|which)\b.*\b(?:overdue|past due|late)\b|^(?:show (?:me )?)?(?:my |our )?(?:overdue|late|past due) deals|^what(?:['’]?s| is) overdue/iu,
      /(?:哪些|哪个|有没有|看看?).{0,6}(?:逾期|过期|到期)|(?:逾期|过期)(?:了)?的(?:单子|商机|项目|有哪些)/u,
    ],
  },
  {
    command: 'deal.list',
    values: { filter: 'closing' },
    said: [
      /(?:what|which)\b.*\bclos(?:ing|es?)\b.*\b(?:soon|week|month|quarter)|^(?:what['’]?s|deals) closing\b/iu,
      /(?:哪些|哪个|有哪些|什么单子).{0,8}(?:要签|能签|会签|快签|成交)|(?:要签|能签|快签|快成交|即将成交)的(?:单子|商机|项目|有哪些)/u,
    ],
  },
  {
    command: 'review.team',
    said: [
      /^(?:帮我|我们|来)?过(?:一遍|一下|个)?(?:团队的?|(?<who>(?!我|单|商机|项目|团队)[\p{L}\p{N}]{2,10}?)的)(?:单子?|商机|项目)(?:吧)?$/u,
      /^(?:let['’]?s )?(?:go through|review|walk through|run through) (?<who>(?!my|our|all|the team)[\p{L}\p{N} ]{2,20}?)['’]s (?:deals|pipeline|opps)$/iu,
    ],
  },
  {
    command: 'review',
    said: [
      /过(?:一遍|一下|个)?(?:我的|我们的|团队的?)?(?:单子?|商机|项目)(?:$|吧|[,，。])|(?:单子|商机|项目|漏斗).{0,3}(?:都|全|挨个|逐个)?过(?:一遍|一下|过)|逐个过|挨个过/u,
      /\b(?:go|run|walk|step)(?: me)? through (?:my|our|the team['’]?s|all(?: my)?) (?:deals|pipeline|opps?)|^(?:let['’]?s )?(?:review|do a review of) (?:my|our|the team['’]?s) (?:deals|pipeline|opps?)|^pipeline review\b/iu,
    ],
  },
  {
    command: 'deal.mine',
    said: [
      /^(?:有?(?:哪些|什么|啥|哪个))(?:单子?|商机|项目)?(?:是)?(?:需要|要|等|该)我(?:来|去)?(?:处理|跟进?|看|办|管)(?:的)?$/u,
      /^(?:我(?:的|有哪些|手上的?|名下的?))(?:单子?|商机|项目)(?:有哪些|呢|都有啥)?$|^(?:今天|现在)?(?:我)?(?:该|要|得)(?:干|做|跟进?|处理)(?:点)?(?:什么|啥|谁)|有(?:什么|啥|哪些)(?:要|需要|该)(?:跟进?|处理|做)的/u,
      /^(?:my (?:deals|pipeline|opps?|open deals)|what (?:should|do) i (?:do|work on|need to do)(?: \w+)?|what needs (?:my )?attention|what['’]?s on my plate|my plate)$/iu,
    ],
  },
  {
    command: 'objection.list',
    said: [
      /(?:哪些|什么|有没有|看看?).{0,6}异议|异议(?:有哪些|列表|清单|都有)/u,
      /\b(?:what|which|show(?: me)?|list|any|open)\b.{0,20}\bobjections\b/iu,
    ],
  },
  {
    command: 'visit.list',
    said: [
      new RegExp(
        `^(?:看看?|查一?下?)?(?:我)?${PERIOD_ZH}的?(?:拜访|走访|客户拜访)(?:记录|情况|有哪些)?$`,
        'u',
      ),
      /(?:拜访|联系)(?:了|过)?(?:哪些|哪几|谁)|拜访记录|(?:哪些|几次|多少次?|上次).{0,4}拜访|(?:上次|最近)(?:什么时候|啥时候)?.{0,4}(?:联系|拜访|见的)/u,
      /^(?:my visits|who (?:have|did) (?:i|we) (?:see|seen|visit|visited|meet|met)\b.*|(?:show (?:me )?)?visits (?:to|at|for|with) .+|when did (?:we|i) last (?:see|talk to|meet|speak to|visit)\b.*)$/iu,
    ],
  },
  {
    command: 'deal.history',
    said: [
      /(?:的|看看?|查)?(?:历史|变更记录|历史记录|变动记录|来龙去脉)$|谁(?:改|动)(?:了|过)/u,
      /\b(?:history (?:of|for) |who (?:changed|moved|touched) )|\bhistory$/iu,
    ],
  },
  {
    command: 'funnel.show',
    said: [
      /^(?:the |our |my |show (?:me )?(?:the |our |my )?)?forecast\b(?!.*\bcategory\b)|^(?:销售|业绩)?预测(?:怎么样|如何|呢)?$/iu,
      /漏斗(?!$.)|^(?:看看?|来个)?(?:本月|这个月|本季度?|这季度)?(?:的)?(?:管道|销售漏斗)/u,
      /^(?:how(?:['’]?s| is)(?: the| our| my)? (?:funnel|pipeline)\b.*|(?:show (?:me )?)?(?:the |our |my )?funnel\b.*|(?:team |our )?pipeline (?:this|next|last|for) .*)$/iu,
    ],
  },
  {
    command: 'nudge.show',
    said: [/^(?:提醒|催办)(?:设置|规则)$/u, /^(?:nudge|reminder) settings$/iu],
  },
  {
    command: 'deal.list',
    said: [
      /^(?:看看?|列(?:出|一下)?|查一?下?)?(?<who>(?!.{0,4}(?:卡|停|失联|逾期|沉默|延期|赢|输))[\p{L}\p{N}]{2,12}?)(?:的|名下的?|手上的?|负责的)(?:单子|商机|项目)(?:有哪些|都有哪些|呢|列表)?$/u,
      /^(?:show (?:me )?|list )?(?<who>[\p{L}][\p{L}\p{N}. -]{1,30}?)['’]s (?:open )?(?:deals|pipeline|opps)$/iu,
    ],
  },
  {
    command: 'deal.show',
    said: [
      /(?:怎么样|咋样|如何|啥情况|什么情况|怎么说)(?:了|啦|呢)?$|到(?:哪|什么|啥)(?:一)?(?:步|阶段|儿|里)?(?:了|啦)?$|(?:有|没)?(?:进展|动静|消息|下文)(?:吗|没|没有|么|怎么样|如何)$|(?:签|中|黄|定|批|推进|回复?|付|丢)(?:了|下来了?|标)?(?:吗|没有?|么)$/u,
      /\b(?:how(?:['’]?s| is| are| did)|what(?:['’]?s| is) (?:up|happening|new|going on|the (?:status|latest|story|state))(?: with| of| on| at)?|where (?:are we|do we stand|is|does)|status (?:of|on|for)|any (?:news|update|updates|word|movement)(?: on| from| with| at)?|did (?=.*\b(?:sign|close|buy|reply|answer)\b)|has (?=.*\b(?:signed|closed|replied|moved)\b)|is .{1,30} (?:still (?:alive|open|on)|dead|stuck|won|lost|closed))\b/iu,
    ],
  },
];

/** What a question is about stands before or after these words. */
const ASKING =
  /(?:上次|最近一次|什么时候|啥时候|拜访了?(?:哪些|谁)?|联系了?(?:哪些|谁)?|见的?|记录|怎么样|咋样|如何|啥情况|什么情况|怎么说|到哪一?步|到什么阶段|有进展|有消息|有动静|有下文|的历史记录|的变更记录|的?历史|变更记录|签了没有?|签了吗|中标了吗|黄了吗|了没有?$|了吗$|吗$|呢$|了$|看看?|查一?下?|现在|最近|目前)|\b(?:how(?:['’]?s| is| are| did)|what(?:['’]?s| is) (?:up|happening|new|going on|the (?:status|latest|story|state))|where (?:are we|do we stand|is)|status|when did (?:we|i) last (?:see|talk to|meet|speak to|visit)|who (?:have|did) (?:i|we) (?:see|seen|visit|visited|meet|met)|(?:show )?(?:my )?visits|any (?:news|updates?|word|movement)|did|has|is|with|of|on|for|at|from|sign(?:ed)?|clos(?:ed|e)|reply|replied|moved|doing|going|looking|coming along|go|still (?:alive|open|on)|history|who (?:changed|moved|touched)|dead|stuck|won|lost)\b|\?/giu;

export const asking: Rule = ({ text }) => {
  const line = text.trim().replace(/[。.!！~?？\s]+$/u, '') || text.trim();
  for (const { command, values = {}, said } of ASKS) {
    const pattern = said.find((one) => one.test(line));
    if (pattern === undefined) continue;
    const who = pattern.exec(line)?.groups?.who;
    const about =
      who === undefined
        ? { rest: asked(line, { command, pattern }) }
        : { rest: who.trim(), exact: true as const };
    return { command, values, ...about, asks: true, confidence: 'sure' };
  }
  return null;
};

/** What a question is about: its names are looked up, its other fields read. */
function asked(line: string, { command, pattern }: { command: string; pattern: RegExp }): string {
  if (ALONE.has(command)) return '';
  // Numbers find their own period in a sentence.
  if (OF_A_PERIOD.has(command)) return line.replace(/\bforecast\b|预测/giu, ' ').trim();
  const rest = ABOUT_A_DEAL.has(command) ? line : line.replace(pattern, ' ');
  return rest.replace(ASKING, ' ').replace(/\s+/g, ' ').trim();
}

const ALONE: ReadonlySet<string> = new Set(['help.show', 'deal.mine', 'review', 'nudge.show']);
const OF_A_PERIOD: ReadonlySet<string> = new Set([
  'target.show',
  'funnel.show',
  'funnel.moves',
  'review.team',
]);
const ABOUT_A_DEAL: ReadonlySet<string> = new Set(['deal.show', 'deal.history', 'visit.list']);

/** A question records nothing, whatever verbs stand in it. 没 asks only at the end and after 了 or 过. */
export const isQuestion = (text: string): boolean =>
  /[?？]\s*$|(?:吗|么|[了过]没有?|多少|哪些|哪个|什么|怎么样|如何|啥)[。.\s]*$/u.test(text) ||
  /^\s*(?:(?:what|who|whom|whose|how|which|when|where|why|is|was|did|does)(?:['’]s|n['’]t)?|(?:are|were|do|has|have|can|could|should|shall|would|will)(?:n['’]t)? (?:we|they|you|i|he|she|it|this|that|the))\b/iu.test(
    text,
  ) ||
  /^(?:谁|哪|怎么|为什么|为啥|什么时候|是不是|有没有|能不能|可不可以|要不要)/u.test(text);
