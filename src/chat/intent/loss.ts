import { type Extent, extentOf, overlap, type Rule, type SaidDate, veiled, without } from './sentence.ts';
import { happenedOn, NOT_WON } from './win.ts';

/** A deal that was lost: to whom, or why, as far as that was said outright. What was not said, the verb asks. */

const LOST =
  /黄了|丢了|丢(?:单|标)|输(?:了|单|给|掉|标)|没戏了?|凉(?:了|透)|死(?:单|了)|失单|落标|没中标?|未中标|没拿下|出局|没(?:了|机会了|希望了)$|被(?:拒|否|毙|pass)了?|(?:项目|采购|单子|预算)?(?:取消|砍|停|终止|搁置|流产|叫停|作废)(?:了|掉)|不(?:做|买|要|上|采购|考虑|合作|续)(?:了|我们)|放弃了|流标|\b(?:lost(?! (?:touch|contact|track|in\b|count|my|his|her|the (?:thread|plot|contact|cfo|file|number|link|email)))|dead\b(?![ -]?(?:set|line|end|easy|on|lock|pan))|closed[- ]lost|(?:deal|opp)(?:['’]?s| is)? (?:off|gone|over)|died|fell through|fell apart|(?:is|it['’]?s|went) (?:a )?no[- ]go|they passed|passed on (?:us|it)|said no\b(?! (?:problem|worries|rush))|not (?:moving|going) (?:ahead|forward)|pulled the plug|killed (?:it|the (?:project|deal))|walked away|(?:project|deal|it)(?:['’]?s| is| was| got)? (?:cancell?ed|scrapped|shelved|killed)|no longer (?:interested|buying|pursuing))\b/iu;
const NOT_LOST =
  /(?:没|不会|不能|还没|别|差点|怕|担心|可能|要是|如果|万一|会不会)(?:会|能)?(?:黄|丢|输|凉|死)|(?:手机|名片|钥匙|电脑|文件|合同|资料|面子)丢了|丢了(?:手机|名片|钥匙|电脑|文件|资料)|会议?取消|(?:演示|拜访|会议?|行程|约|见面|培训|航班|电话)(?:.{0,3})取消|取消了?(?:演示|拜访|会议?|行程|培训|电话)|不要(?:了解|紧)|死了心|不做了吧|竞(?:品|争对手)(?:.{0,4})(?:出局|黄了|凉了)|\b(?:not|never|isn['’]?t|ain['’]?t|wasn['’]?t|aren['’]?t|haven['’]?t|hasn['’]?t|didn['’]?t|don['’]?t|almost|nearly|might be|could be|may be|if|unless|before|phone|battery|line|phone['’]?s|worried)\s+(?:\w+\s+){0,2}(?:lost|dead|died)\b|\b(?:meeting|demo|call|visit|flight|event|lunch)(?:['’]?s| is| was| got)? (?:cancell?ed|off)/iu;

/** A company as people write one: a word or two that are no time, place or reason. */
const X = String.raw`(?<x>(?!us\b|our\b|me\b|a\b|an\b|the\b(?! incumbent| competition)|legal\b|procurement\b|next\b|q\d)[\p{L}\p{N}][\p{L}\p{N}.&'’-]*(?:\s(?!on\b|in\b|for\b|over\b|because\b|due\b|instead\b|after\b|last\b|this\b|and\b|but\b|at\b|by\b|yesterday|today|price|no\b|too\b|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[\p{L}\p{N}][\p{L}\p{N}.&'’-]*)?)`;

/** X got it instead of us. `decides`: these words alone say that the deal is lost; the others name X only beside a loss. */
const RIVALS: readonly { said: RegExp; decides: boolean }[] = [
  {
    said: /被(?<x>[^，,。;；\s被]{1,12}?)(?:给|以?低价|用低价|半路|直接)*(?:拿|抢|截|中了?标?|签|撬|收|赢|做了|顶|挖|干掉|打败|替|接|买|pass)(?:了|走了?|下了?|单了?|胡了?|去了?)*/iu,
    decides: true,
  },
  { said: /(?:输|丢)给了?(?<x>[^，,。;；\s]{2,10}?)(?:了)?(?=$|[，,。;；\s])/u, decides: true },
  {
    said: /(?:选|选择|选定)了(?<x>[^，,。;；\s]{2,10}?)(?:的|了|家)?(?:产品|方案|系统)?(?=$|[，,。;；\s])/u,
    decides: true,
  },
  {
    said: /(?:客户|他们|甲方|对方)(?:最后|还是|已经)?(?:跟|和|与)(?<x>[^，,。;；\s]{2,10}?)(?:签|合作|定)了/u,
    decides: true,
  },
  { said: /项目(?:是|让|由|给)?(?<x>(?!我们|咱)[\p{Script=Han}a-z]{2,6}?)中(?:了)?标/iu, decides: true },
  {
    said: /(?:给|用|采购|买|定)了(?<x>[^，,。;；\s]{2,10}?)(?:的|了|家)?(?:产品|方案|系统)?(?=$|[，,。;；\s])/u,
    decides: false,
  },
  {
    said: new RegExp(
      String.raw`\b(?:los[et] (?:it |this |the deal )?(?:\S+ ){0,3}?to|went with|going with|gone with|chose|chosen|opted for|signed with|awarded (?:it )?to|gave it to)\s+${X}`,
      'iu',
    ),
    decides: true,
  },
  {
    said: new RegExp(
      String.raw`\b(?:went to|picked|selected|decided on|bought (?:from )?|switched to|moved to)\s+${X}`,
      'iu',
    ),
    decides: false,
  },
  {
    said: /(?<!['’])\b(?<x>(?!(?:we|i|they|it|who|customer|client)\b)[\p{L}\p{N}][\p{L}\p{N}.&-]*) (?:beat us|won (?:it|the (?:deal|tender|bid|business))|undercut us|got the (?:deal|business))/iu,
    decides: true,
  },
  { said: /\b(?:over|instead of) us\b/iu, decides: true },
];
const NOT_RIVAL =
  /^(?:我们|咱们|咱|我司|我|你们|我方|他们|客户|方案.?|型号|时间|产品|报价|机会|价格|第.*|一.*|[a-z]?方案|两.*|几.*|很.*|不.*|没.*|领导|老板|人|电话|地方|us|them|it|him|her|option|plan|status quo|nobody|no[- ]one|nothing)$/iu;

const REASONS: readonly (readonly [reason: string, pattern: RegExp])[] = [
  [
    'price',
    /(?:输在|因为|由于|原因是?)(?:了)?(?:价格|低价)|价格(?:太|偏|过|比|谈不拢|没谈|原因|问题|高)|太贵|嫌贵|贵了|报价(?:太|偏)?高|\b(?:on|over|because of|due to) pric(?:e|ing)|\btoo (?:pricey|expensive|costly)|\b(?:was |is )?cheaper\b|\bprice(?:d out)?$/iu,
  ],
  [
    'no_budget',
    /没(?:有)?预算|预算(?:没了|被砍|砍|不够|不足|没批|取消|冻结)|没钱|\b(?:no|out of) budget|\bbudget (?:was |got )?(?:cut|frozen|gone|pulled|slashed)|\b(?:no money|lost (?:their )?funding)\b/iu,
  ],
  [
    'no_decision',
    /没(?:有)?(?:做|下)?决(?:定|策)|不(?:做)?决策|没人拍板|(?:无限期)?搁置|项目(?:取消|停|终止|不做|流产)|不(?:做|买|上)了|流标|无疾而终|不了了之|\b(?:no[- ]decision|undecided|went (?:quiet|dark|silent)|ghosted us|status quo|(?:project|initiative)(?:['’]?s| is| was| got)? (?:cancell?ed|scrapped|shelved|killed)|shelved|doing nothing|on ice)\b/iu,
  ],
  [
    'product',
    /(?:输在|因为)(?:产品|功能|技术|性能)|(?:产品|功能|性能)(?:不|缺|没|差|弱)|技术分低|\b(?:missing|lack(?:s|ed|ing)?) .{0,20}(?:features?|sso|integration)|\b(?:feature|product) gaps?\b|\bon (?:product|features)\b/iu,
  ],
  ['timing', /时机(?:不|没)|\b(?:bad timing|timing was|on timing|not now|wrong time|too early)\b/iu],
  [
    'relationship',
    /关系户|内定|陪标|输在关系|关系(?:不|没)|\b(?:politics|on relationship|inside job|it was wired)\b/iu,
  ],
];

type Rival = Extent & { name?: string; decides: boolean; taken: Extent };

export const lost: Rule = (line) => {
  const { text, dates } = line;
  const certain = veiled(text, NOT_LOST);
  const match = LOST.exec(certain);
  const rival = rivalIn(veiled(certain, NOT_WON), dates);
  const loss = match === null ? null : extentOf(match);
  if (loss === null && rival?.decides !== true) return null;
  const reason = reasonOf(text, rival?.name);
  const date = happenedOn(line, loss ?? rival ?? { start: 0, end: 0 });
  return {
    command: 'deal.lose',
    values: {
      ...(reason === null ? {} : { reason: reason.code }),
      ...(rival?.name === undefined ? {} : { competitor: rival.name }),
      ...(date === null ? {} : { date }),
    },
    rest: without(text, [loss ?? undefined, rival?.taken, reason?.at, ...dates]),
    confidence: 'sure',
  };
};

function rivalIn(text: string, dates: readonly SaidDate[]): Rival | null {
  for (const { said, decides } of RIVALS) {
    const match = said.exec(text);
    if (match === null) continue;
    const name = match.groups?.x?.trim();
    const at = extentOf(match);
    if (name === undefined) return { ...at, decides, taken: at };
    const start = at.start + match[0].lastIndexOf(name);
    if (NOT_RIVAL.test(name) || dates.some((date) => overlap(date, { start, end: start + name.length })))
      continue;
    const lead = LEAD.exec(text.slice(at.start, start))?.index ?? 0;
    return { ...at, name, decides, taken: { start: at.start + lead, end: at.end } };
  }
  return null;
}

/** lost acme to oracle: only "to oracle" speaks of the rival. */
const LEAD = /(?:to|\S+ with|\S+)\s*$/iu;

/** Why it was lost is said outright, or it is that somebody else got it. */
function reasonOf(text: string, rival: string | undefined): { code: string; at?: Extent } | null {
  const found = REASONS.flatMap(([code, pattern]) => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ code, at: extentOf(match) }];
  })[0];
  if (rival === undefined) return found ?? null;
  return found?.code === 'price' && BECAUSE.test(text) ? found : { code: 'competitor' };
}

const BECAUSE = /\b(?:on|over|because of|due to) pric|因为.{0,4}价|价格原因|输在价/iu;
