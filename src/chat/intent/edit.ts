import { becomes, findAmounts } from '../../domain/money.ts';
import { type Extent, extentOf, overlap, type Rule, type Sentence, without } from './sentence.ts';

/** Changes to a deal: its amount, its expected close, its name, its stage. */

export const edit: Rule = (line) => renamed(line) ?? changed(line);

const changed: Rule = (line) => {
  const close = newClose(line);
  const amount = newAmount(line) ?? (close === null ? null : onlyAmount(line));
  if (amount === null && close === null) return pushed(line);
  return {
    command: 'deal.edit',
    values: {
      ...(amount === null ? {} : { amount: amount.raw }),
      ...(amount?.was === undefined ? {} : { was: amount.was }),
      ...(close === null ? {} : { close: close.raw }),
    },
    rest: without(line.text, [...(amount?.taken ?? []), ...(close?.taken ?? [])]),
    confidence: 'sure',
  };
};

const PUSHED =
  /(?:往后|再|又)(?:推|延|拖)(?:了|一下|迟)|推迟了?|延期了?|顺延|延后|\b(?:push(?:ed|ing)?|mov(?:ed|ing)|kick(?:ed)?) (?<what>(?:\S+ ){1,3}?)(?:out|back)\b(?: (?:a|an|one|two|\d+) \w+)?|\b(?:has |is )?slipp(?:ed|ing)\b(?: (?:a|an|one|two|\d+) \w+)?/iu;

/** Pushed, but not to when: the verb asks. */
const pushed: Rule = ({ text }) => {
  const match = PUSHED.exec(text);
  if (match === null || ACTIVITY.test(text)) return null;
  const rest = `${without(text, [extentOf(match)])} ${match.groups?.what ?? ''}`.trim();
  return { command: 'deal.edit', values: {}, rest, confidence: 'likely' };
};

/** What was said and which words said it: a name may stand between them (push acme to q2). */
type Said = { raw: string; was?: string; taken: readonly Extent[] };

const BEFORE_AMOUNT =
  /(?:改(?:成|为|到|了)?|调(?:整)?(?:到|成|为)|(?:涨|升|加|提|降|减|砍|压|缩水?|谈|增加|减少|追加)(?:价)?(?:到|至|成|为)|变(?:成|为)|(?:金额|合同额|总价|总额)(?:是|为|改为|变成|变为|到|:)?|只剩)\s*(?:了)?\s*$|\b(?:(?:amount|value|deal size|size|total)(?: is)?(?: now)?|worth|(?:bump|rais|cut|drop|lower|upp?|increas|reduc|chang|updat|set|mak|grow|grew|shr[aiu]nk)\w*(?:\s+\S+){0,4}?(?:\s+(?:to|at|is|=))?|(?:went|go|goes|is|came) (?:up|down) to|(?:up|down) to|is now|now)\s*[:=]?\s*$/iu;
const AFTER_AMOUNT = /^\s*(?:now|instead|not\b)/iu;
/** An amount of a rival, of a budget or of a discount is not the deal's. */
const NOT_THE_DEALS =
  /预算|竞品|竞争|对手|友商|别家|首付|定金|预付|回款|付款|\d折|违约金|年薪|成本|\b(?:budget|competitor|rival|discount|deposit|down payment|invoice|salary|cost|seats?|users?)\b/iu;

function newAmount({ text, scene, clauses, dates }: Sentence): Said | null {
  const amounts = findAmounts(text, scene.currency, { bare: true }).filter(
    (one) => !dates.some((date) => overlap(date, one)),
  );
  for (const [index, one] of amounts.entries()) {
    const clause = clauses.find((candidate) => one.start >= candidate.start && one.end <= candidate.end);
    if (clause === undefined || NOT_THE_DEALS.test(clause.text)) continue;
    const next = amounts[index + 1];
    if (next !== undefined && becomes(text.slice(one.end, next.start))) {
      return { raw: next.text, was: one.text, taken: [{ start: one.start, end: next.end }] };
    }
    const range = /(?:到|至|→)\s*(?<to>.+)$/u.exec(one.text)?.groups?.to;
    const lead = BEFORE_AMOUNT.exec(text.slice(clause.start, one.start));
    if (range !== undefined && /从\s*$/u.test(text.slice(0, one.start))) {
      const was = one.text.slice(0, -range.length).replace(/\s*(?:到|至|→)\s*$/u, '');
      return { raw: range, was, taken: [{ start: one.start - 1, end: one.end }] };
    }
    if (lead !== null) return { raw: one.text, taken: [...around(lead, clause.start), one] };
    if (AFTER_AMOUNT.test(text.slice(one.end)) && one.confirm !== true)
      return { raw: one.text, taken: [one] };
  }
  return null;
}

/** 160w 下月签: beside an expected close an amount needs no verb. */
function onlyAmount({ text, scene, clauses, dates }: Sentence): Said | null {
  const [only, second] = findAmounts(text, scene.currency).filter(
    (one) => !dates.some((date) => overlap(date, one)),
  );
  const clause = clauses.find((one) => only !== undefined && only.start >= one.start && only.end <= one.end);
  if (only === undefined || second !== undefined || clause === undefined) return null;
  return NOT_THE_DEALS.test(clause.text) ? null : { raw: only.text, taken: [only] };
}

/** bump acme to 65k: the verb and the small words before the value; what stands between may name the deal. */
function around(lead: RegExpExecArray, from: number): Extent[] {
  const start = from + lead.index;
  const end = start + lead[0].length;
  const verb = VERB.exec(lead[0])?.[0];
  if (verb === undefined) return [{ start, end }];
  const tail = TAIL.exec(lead[0])?.index ?? lead[0].length;
  return [
    { start, end: start + verb.length },
    { start: start + tail, end },
  ];
}

const VERB =
  /^(?:bump|rais|cut|drop|lower|up|increas|reduc|chang|updat|set|mak|grow|grew|shr|push|slip|slid|move|delay|postpone|kick|pull|bring|brought|shift|drag)[a-z]*\s*/iu;
const TAIL =
  /\s*(?:\b(?:out|back|in|forward|up|down)\s+)?\b(?:to|until|till|into|in|at|is)\s*[:=]?\s*(?:the\s+)?$/iu;

const BEFORE_CLOSE =
  /(?:推|延|拖|挪|顺延|推迟|延期|延后|延迟|推后|改|放|提前|滑|拉|缩)(?:到|至|成|在|为)\s*(?:了)?$|(?:预计|签约|成交|签单|关单|交割)(?:成交|签约|签单|关单)?(?:日期|时间|日)?(?:改|推|延|定|调)?(?:到|在|为|是|:)?\s*$|\b(?:push|slip|slid|slide|move|delay|postpone|kick|bump|pull|bring|brought|shift|drag)\w*\b(?:\s+\S+){0,5}?\s+(?:(?:out|back|in|forward|up)\s+)?(?:to|until|till|into|in)\s+(?:the\s+)?$|\b(?:slipp?(?:ed|ing|s)?|pushed|push)\s+(?:\S+\s+){0,3}$|\b(?:clos(?:e[sd]?|ing)|expected close|close date|close dt|target close|eta|should (?:close|sign|land)|will (?:close|sign|land)|(?:expect(?:s|ed|ing)?|plan(?:s|ned)?|hop(?:e|es|ing)|aim(?:s|ing)?) to (?:close|sign|land)|gonna (?:close|sign)|signing|signs?|land(?:s|ing))\b(?:\s+date)?\s*(?:is|=|:|by|in|on|at|around|now|before|for|end|it|mid|late|early)?\s*(?:now\s+)?(?:the\s+)?$/iu;
const AFTER_CLOSE =
  /^\s*(?:之?前|以前|左右|底|内)?\s*(?:就|才|应该|应当|估计|肯定|大概|可能|争取|有望|差不多|基本)*(?:能|可以|可|会|要|能够)?(?:签(?!到|收|不)|成交|下单|关单|拍板|拿下|签约|落单|下PO)|^\s*(?:close|closing|signing|signature)\b/iu;
/** 下月底前常熟要签: who will sign stands between. */
const WILL_SIGN =
  /^(?<lead>\s*(?:之?前|以前|左右)?)(?<who>[\p{L}\p{N}]{2,12}?)(?:就|才|应该|应当|估计|肯定|大概|可能|争取)?(?:能|可以|可|会|要)签(?!到|收|不)(?:约|单|合同|下来)?[了吧的]?$/u;
const HOPED =
  /预计|争取|大概|估计|应该|应当|可能|有望|力争|计划|差不多|基本|能|可以|会|要|才|\b(?:expect|should|will|likely|close|closing|sign)/iu;
/** 演示改到下周三 moves a meeting, not the deal. */
const ACTIVITY =
  /演示|会(?![员计])|拜访|汇报|交流|见面|面谈|测试|培训|电话|评审|投标|开标|\b(?:demo|meeting|call|visit|lunch|poc|trial|workshop|presentation|review)\b/iu;

function newClose({ text, clauses, dates }: Sentence): Said | null {
  for (const date of dates) {
    const clause = clauses.find((one) => date.start >= one.start && date.end <= one.end);
    if (clause === undefined || date.close === null) continue;
    const before = text.slice(clause.start, date.start);
    const lead = BEFORE_CLOSE.exec(before);
    // "close this month" is read as the close of this month; the verb is in it.
    if (/^clos/iu.test(text.slice(date.start))) return { raw: date.close, taken: [date] };
    if (lead !== null && !ACTIVITY.test(before)) {
      return { raw: date.close, taken: [...around(lead, clause.start), date] };
    }
    const named = WILL_SIGN.exec(text.slice(date.end, clause.end));
    if (named !== null && before.trim() === '') {
      const [lead = '', who = ''] = [named.groups?.lead, named.groups?.who];
      const verb = date.end + lead.length + who.length;
      return {
        raw: date.close,
        taken: [
          { start: date.start, end: date.end + lead.length },
          { start: verb, end: date.end + named[0].length },
        ],
      };
    }
    const tail = AFTER_CLOSE.exec(text.slice(date.end, clause.end));
    if (tail !== null && (date.long || HOPED.test(clause.text))) {
      return { raw: date.close, taken: [{ start: date.start, end: date.end + tail[0].length }] };
    }
  }
  return null;
}

const RENAMED: readonly RegExp[] = [
  /^(?:把|将)?(?<what>[^，,。]+?)(?:的?名(?:字|称))?(?:改名|更名|名字改|名称改|改叫)(?:为|成|叫|:)?\s*(?<name>[^，,。]+)$/u,
  /^rename (?<what>.+?) (?:to|as) (?<name>.+)$/iu,
];

const renamed: Rule = ({ text }) => {
  const groups = RENAMED.map((pattern) => pattern.exec(text.trim())?.groups).find(
    (found) => found !== undefined,
  );
  if (groups?.name === undefined) return null;
  return {
    command: 'deal.edit',
    values: { name: groups.name.trim() },
    rest: groups.what?.trim() ?? '',
    confidence: 'sure',
  };
};

const ADVANCED =
  /(?:推进|往前走|往前推|向前推|前进)(?:一?(?:步|下|个阶段|阶段))(?:了|吧)?|(?:进|到|进入|推到|推进到)(?:了)?下(?:一)?(?:个)?阶段(?:了|吧)?|推进(?:了|吧)?$|\b(?:(?:move|bump|push|take)\w* (?:\S+ ){0,4}?(?:forward|up|along|ahead)(?: (?:a|one) stage)?|(?:to|into) (?:the )?next stage|up a stage|advanced?)$/iu;

/** Words for stages in the templates and their like; a team's own names are taken where 阶段 or stage stands beside. */
const STAGE_ZH =
  '待?立项|(?:深度|初次|初步)?接触|技术(?:突破)?[12一二]?|商务(?:突破|谈判)?|合同(?:签订|流程|阶段)?|潜在客户|需求(?:确认|分析|调研)?|方案(?:呈现|阶段|交流)?|谈判|成交|客户接待|接待|产品推荐|洽谈|签约|售后|投标|招投标|招标|评标|POC|poc|测试|试用|报价';
const STAGE_EN =
  'qualified(?: project)?|qualification|(?:deep|first) contact|technical(?: breakthrough)?(?: [12])?|commercial(?: breakthrough)?|contract(?: signed)?|contracting|prospect|needs?(?: confirmed| analysis)?|discovery|proposal|negotiations?|reception|recommendation|after-sales|poc|evaluation|procurement|legal|closing|verbal|quote';
const MOVED: readonly RegExp[] = [
  /(?:进(?:入|到|了)?|转(?:入|到)?|推(?:进)?到|走到|升到|到了?|退(?:回)?(?:到)?|回(?:退)?到|打回(?:到)?|退至|降(?:回)?到)(?:了)?\s*(?<stage>[^，,。\s]{1,10}?)阶段(?:了|吧)?(?=$|[，,。\s])/u,
  new RegExp(
    String.raw`(?:进(?:入|到|了)?|转(?:入|到)?|推(?:进)?到|走到|升到|到|退(?:回)?(?:到)?|回(?:退)?到|打回(?:到)?|降(?:回)?到)(?:了)?\s*(?<stage>${STAGE_ZH})(?:环节)?(?:了|吧)?(?=$|[，,。\s])`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:mov(?:e|ed|ing|es)|advanc(?:e|ed|es)|progress(?:ed|es)?|push(?:ed)?|put|bump(?:ed)?|drop(?:ped)?|went|goes|go|gone|(?:is|are|now|we['’]re|it['’]s|got)(?: now)?|enter(?:ed|s|ing)?)\s+(?<what>(?:\S+\s+){0,4}?)(?:(?:back|forward|on|over)\s+)?(?:to|into|in|at)\s+(?:the\s+)?(?<stage>${STAGE_EN})(?:\s+stage)?(?=$|[\s,.;!])`,
    'iu',
  ),
  new RegExp(
    String.raw`(?:^|\s)(?:back\s+)?(?:to|into|in)\s+(?:the\s+)?(?<stage>${STAGE_EN})(?:\s+stage)?(?:\s+now)?$`,
    'iu',
  ),
  /\b(?:move|moved|put|now in|is in|is at|back to|to)\s+(?:the\s+)?(?<stage>[\w -]{3,24}?)\s+stage\b/iu,
];

export const move: Rule = (line) => {
  const { text } = line;
  const found = ADVANCED.exec(text.trim());
  if (found !== null && !/(?:得|中|顺利|在)推进|推进(?:顺利|中|得|缓慢)/u.test(text)) {
    const named = /^(?:move|bump|push|take)\w*\s+(?<what>.*?)\s*(?:forward|up|along|ahead)/iu.exec(found[0])
      ?.groups?.what;
    return {
      command: 'deal.advance',
      values: {},
      rest: `${without(text, [extentOf(found)])} ${named ?? ''}`.trim(),
      confidence: 'sure',
    };
  }
  for (const pattern of MOVED) {
    const match = pattern.exec(text);
    const stage = match?.groups?.stage?.trim();
    if (match === null || stage === undefined || stage === '') continue;
    // 下周到方案阶段 is a hope, 没到谈判 a denial.
    if (/(?:没|未|不|快|要|准备|才能|争取|预计|如果)(?:能|会|有)?$/u.test(text.slice(0, match.index)))
      continue;
    if (
      /\b(?:not|never|isn['’]?t|aren['’]?t|if|should|stuck|until|before)\b/iu.test(
        text.slice(0, match.index + 4),
      )
    )
      continue;
    const rest = `${without(text, [extentOf(match)])} ${match.groups?.what ?? ''}`.replace(
      /\b(?:is|are|back)\b/giu,
      ' ',
    );
    return {
      command: 'deal.move',
      values: { stage },
      rest: rest.replace(/\s+/g, ' ').trim(),
      confidence: 'likely',
    };
  }
  return null;
};
