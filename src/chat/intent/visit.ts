import { calledIn, FAMILY_NAMES } from '../../domain/title.ts';
import { isTodo, nextStep, OUR_OWN } from './next.ts';
import { objectionIn } from './objection.ts';
import { type Extent, inside, overlap, type Rule, type SaidDate, type Sentence } from './sentence.ts';

/** Contact with a customer: what happened, whom one met, what stood in the way, what comes next. */

/** Words of contact that has been: by their ending or because nobody says them of the future. */
const HAPPENED =
  /见(?:了|过|到|完)|碰了(?:个)?面|碰(?:过面|头了)|(?:拜访|走访|回访|聊|谈|沟通|交流|联系|对接|汇报|演示|参观|考察|接待|约谈)(?:了|过|完|到|上了|得)|去(?:了|过)|跑了|上门了|通(?:了|过|完)|打(?:了|过|完)(?:\S{0,8})(?:电话|视频)|电话(?:里|中|上|沟通|聊|说|回访|通了|打了|问)|开(?:了|完|过)(?:\S{0,8})(?:会|zoom|teams|视频)|视频(?:会议?|聊|沟通)?了|做了(?:\S{0,6})(?:演示|汇报|交流|讲解|培训|测试|demo)|(?:演示|汇报|培训|测试|交流)(?:都|已经)?(?:做|搞|讲)(?:了|完)|讲了(?:一遍|下|\S{0,4}方案)|吃(?:了|过|完)(?:\S{0,3})饭|喝(?:了|过|完)(?:\S{0,3})(?:茶|酒|咖啡)|来访|来(?:了)?(?:我们|咱们?|我司)(?:公司|展厅|工厂|厂里|这边|总部)?|来(?:公司|厂里|展厅)|来(?:参观|考察)|微信(?:上|里|聊|说|回|沟通|问|通知)|(?:发|寄|送|给|递)(?:了|过去|给)(?:\S{0,12})(?:报价|方案|合同|资料|邮件|样品|标书|PPT|彩页|案例)|(?:报价单?|方案|合同|资料|邮件|样品|标书)(?:已经?|都|刚)?(?:发|寄|送|递)(?:了|过去|给|出)|回(?:了)?(?:微信|邮件|消息|电话)/iu;
const HAPPENED_EN =
  /\b(?:met(?! with\b.{0,20}\b(?:silence|resistance))|saw(?! (?:that|on|in|the news|a post|your|this|it|an?\b))|visited|called(?! (?:off|out|it))|phoned|rang(?! (?:a bell|out))|spoke(?! too)|talked(?! (?:about it internally|internally))|chatted|emailed|e-mailed|texted|messaged|pinged|whatsapped|dm['’]?e?d|slacked|presented|pitched|demo['’]?e?d|followed up|caught up|touched base|sat (?:down )?with|had (?:an? |another |the |my |our )?(?:\w+ ){0,2}?(?:call|meeting|chat|lunch|dinner|coffee|demo|zoom|visit|session|workshop|breakfast|drinks?|beers?)|(?:good|great|quick|short|bad|tough|long|productive|first|intro|discovery|another|nice|solid|brief|positive|weird|rough|decent|awesome|excellent|ok|okay) (?:\w+ )?(?:call|meeting|chat|visit|demo|lunch|dinner|coffee|catch[- ]?up|convo|conversation|session|zoom)|(?:call|meeting|lunch|dinner|coffee|zoom|drinks|demo|visit|workshop|presentation) (?:\S+ ){0,5}?(?:went|was|done|happened|ran)|(?:just )?(?:got )?off (?:a |the )?(?:call|phone|zoom)|on the phone with|(?:dropped|stopped|swung) by|(?:came|come) (?:by|in to|to|over to|over)(?: (?:our|the|visit))?|visited us|hosted|(?:sent|shared|forwarded|delivered)(?: (?:over|out))?\b(?=.{0,40}\b(?:quote|proposal|deck|pricing|contract|sow|email|info|docs?|materials?|brochure|samples?|nda|msa|case stud(?:y|ies)|recap|invite|paper|redlines?|order form)\b)|took .{1,20} (?:to (?:lunch|dinner)|out))/iu;

/** Contact without a tense: 见王总, 拜访远景, call acme. A date or what else is said tells when. */
const BARE =
  /拜访|走访|上门|回访|面谈|见面|会面|碰面|碰头|(?<![看听遇意可常再罕会高偏])见(?!识|解|效|证|谅|习|底|外|谁)|(?<![过失回进出下上拿])去(?!年|掉|除|世|哪|看看)(?=\S{2,12}(?:$|[\s,，。;；]|拜访|见|谈|聊|演示|汇报|开会|交流|现场))|打(?:个)?(?:电话|视频)|通(?:个)?(?:电话|话)|电话(?:会议?)?|视频(?:会议?|沟通)?|腾讯会议|飞书会议|线上会?|开(?:个)?会|约(?:了|好|见|在|上)?(?=.{0,12}(?:见|聊|谈|饭|会|茶|拜访|周|号|点|天))|\b(?:meet(?:ing)?|visit(?:ing)?|see(?:ing)?|call(?:ing)?|phone|zoom|lunch|dinner|coffee|breakfast|drinks|site visit|onsite|face[- ]to[- ]face|f2f|video call|catch[- ]?up)\b/iu;

const ATTEMPT =
  /没(?:人)?接|未接|没打通|打不通|没通|没见(?:到|着)|没碰(?:到|上|着)|没遇到|不在(?:公司|办公室|家|单位)?(?=$|[，,。;；\s]|[!！~])|扑了?个?空|闭门羹|占线|关机|(?:没|未|不)回(?:复|消息|微信|邮件|信息|我|电话)?(?=$|[，,。;；\s了]|[!！~])|已读不回|放(?:了)?(?:我们?|咱)?鸽子|爽约|没联系(?:上|到)|联系不上|无人接听|找不到人|没找到人|(?:lvm|vm)\b|\b(?:left (?:a |an |another )?(?:vm|voice ?mail|message|msg|note)|(?:got|went to|straight to|hit|only) (?:his |her |their |the )?(?:vm|voice ?mail)|voice ?mail|no answer|no reply|no response|no pick[- ]?up|(?:no ?one|nobody) (?:picked up|answered|there|home)|(?:didn['’]?t|did not|doesn['’]?t|won['’]t|not|isn['’]?t) (?:pick(?:ing)? up|answer(?:ing)?|reply(?:ing)?|respond(?:ing)?|show(?:ing)?(?: up)?|call(?:ing)? back)|no[- ]?show(?:ed)?|ghosted (?:me|us|the)|ghosting|unreachable|couldn['’]?t (?:reach|get hold)|could not reach|rang out|line (?:was )?busy|engaged tone|stood (?:me|us) up|tried (?:calling|to (?:call|reach))|tried .{1,20} (?:no luck|twice)|wasn['’]?t (?:in|there)|not in (?:the )?office|bounced)/iu;
/** Somebody was reached after all. */
const REACHED =
  /见了|见到了|聊(?:了|得|完)|谈(?:了|得|完)|沟通(?:了|完)|通了(?:个)?(?:电话|话)|\b(?:met|spoke|talked|chatted|saw|sat down|caught up)\b/iu;

/** met the criteria, saw it on linkedin: nobody was met. */
const NOT_CONTACT =
  /\bmet (?:(?:the|our|all|its|their|my|his|her|every|both)\s+)*(?:\w+\s+)?(?:criteria|deadlines?|targets?|quota|requirements?|expectations?|budget|goals?|bar|standards?|kpis?)\b/giu;

/** 没见, never met, should call: nothing happened. Attempts are looked for on their own. */
const DENIED =
  /(?:还没|没有?|未|从没|从未)(?:能|去|来|再|机会)?(?:见|拜访|走访|去|聊|谈|沟通|联系|通电话|打电话|开会|演示|发|回访|交流)|\b(?:haven['’]?t|hasn['’]?t|didn['’]?t|not|never|no|hadn['’]?t|don['’]?t|without|should have|could have|if (?:i|we|they)|yet to)\s+(?:\w+\s+){0,2}?(?:met|meet|seen|saw|see|visited|visit|called|call|spoken|spoke|speak|talked|talk|emailed|demoed|had|meeting|sent|send)\b/giu;

type Kind = 'onsite' | 'call' | 'video' | 'inbound' | 'message';
const KINDS: readonly (readonly [kind: Kind, pattern: RegExp])[] = [
  [
    'video',
    /视频|腾讯会议|飞书会议|钉钉会议|线上|远程|云会议|voov|\b(?:zoom(?:ed)?|teams (?:call|meeting)|(?:on|over|via) teams|google meet|webex|video(?: call| conf(?:erence)?)?|remote demo|virtual|online)\b/iu,
  ],
  [
    'inbound',
    /来访|来(?:了)?(?:我们|咱们?|我司)(?:公司|展厅|工厂|厂里|这边|总部)?|来(?:公司|厂里|展厅|参观|考察)|接待|\b(?:visited us|hosted|(?:came|come) (?:by|in|over|to (?:see|visit|meet) us|to (?:our|the) (?:office|hq|factory|showroom|plant|booth)))\b/iu,
  ],
  [
    'message',
    /微信|短信|邮件|企微|已读|(?:没|不|未)回(?!电话)|(?:发|寄|递)(?:了|过去|给|出)|(?:报价单?|方案|资料|样品|标书)(?:已经?|都|刚)?(?:发|寄|送)|\b(?:wechat|whatsapp(?:ed)?|e-?mail(?:ed)?|text(?:ed)?|sms|messaged|pinged|dm['’]?e?d|linkedin|slacked|sent|shared|forwarded|no reply|no response|(?:not|didn['’]?t) (?:reply|respond)(?:ing)?|bounced)\b/iu,
  ],
  [
    'call',
    /电话|通(?:了)?话|去电|来电|回电|占线|关机|没(?:人)?接|未接|打不通|没打通|无人接听|\b(?:call(?:ed|ing)?(?! (?:off|out))|phone[d]?|rang|lvm|vm|voice ?mail|no answer|pick(?:ing)?[- ]?up|dial(?:l?ed)?|on the phone|line (?:was )?busy)\b/iu,
  ],
  [
    'onsite',
    /见|拜访|走访|上门|去了|去过|去(?=\S)|现场|跑了|面谈|吃.{0,4}饭|喝.{0,3}(?:茶|酒|咖啡)|碰了?个?面|碰头|到访|扑了?个?空|闭门羹|\b(?:met|meet(?:ing)?(?! (?:request|invite))|saw|see|visit(?:ed|ing)?|on[- ]?site|site visit|lunch|dinner|coffee|breakfast|drinks|beers?|sat (?:down )?with|dropped by|stopped by|swung by|in person|face[- ]to[- ]face|f2f|walked)\b/iu,
  ],
];

export const visit: Rule = (line) => {
  const { text } = line;
  const step = nextStep(line);
  const said = text
    .replace(DENIED, (hit, at: number) =>
      // 没见 denies, 没见到 was an attempt.
      ATTEMPT.test(text.slice(at, at + hit.length + 1)) ? hit : ' '.repeat(hit.length),
    )
    .replace(NOT_CONTACT, (hit) => ' '.repeat(hit.length));
  const now = step === null ? said : blank(said, step);
  const attempt = ATTEMPT.test(said) && !REACHED.test(now);
  const happened = attempt || HAPPENED.test(now) || HAPPENED_EN.test(now);
  if (!happened && !isTold(line, now)) return null;
  const { values, rest } = readVisit(line);
  return { command: 'visit.log', values, rest, confidence: happened ? 'sure' : 'likely' };
};

const JUST =
  /刚(?!好|需|性)|今早|今天(?:早上|上午)|\b(?:this morning|earlier today|just now|last night|just had)\b/iu;

/** 拜访远景，嫌贵: contact without a tense is past when its date is, or when more is told of it. */
function isTold({ clauses, dates }: Sentence, now: string): boolean {
  const clause = clauses.find((one) => BARE.test(now.slice(one.start, one.end)));
  if (clause === undefined) return false;
  if (JUST.test(now)) return true;
  const own = dates.filter((date) => inside(date, clause));
  if (own.some((date) => date.past !== null && date.due === null)) return true;
  if (own.some((date) => date.due !== null)) return false;
  return clauses.length > 1 && objectionIn(now) !== null;
}

/** What a visit's fields are in a line that is known to tell of one. */
export function readVisit(line: Sentence): { values: Record<string, string>; rest: string } {
  const { text } = line;
  const step = nextStep(line);
  const now = step === null ? text : blank(text, step);
  const attempt = ATTEMPT.test(now) && !REACHED.test(now);
  const kind = kindIn(now);
  const on = happenedOn(line, step);
  const met = metIn(now, line.dates);
  const objection = objectionIn(now);
  return {
    values: {
      what: line.said,
      ...(kind === null ? {} : { kind }),
      ...(attempt ? { attempt: 'yes' } : {}),
      ...(on === null ? {} : { on }),
      ...(met === '' ? {} : { met }),
      ...(step === null || step.text === '' ? {} : { next: step.text }),
      ...(step?.due == null ? {} : { due: step.due }),
      ...(objection === null ? {} : { objection: objection.category }),
    },
    rest: namesLeft(line, [step?.words, ...line.dates, objection ?? undefined]),
  };
}

/** Names are looked for in what is left; the words of the next step, a date or an objection name nobody. */
function namesLeft({ text }: Sentence, taken: readonly (Extent | undefined)[]): string {
  const left = taken.reduce((rest, one) => (one === undefined ? rest : blank(rest, one)), text);
  return left.replace(/\s+/g, ' ').trim();
}

const blank = (text: string, { start, end }: Extent): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

/** The kind said first; of two at the same place the one listed first. */
function kindIn(text: string): Kind | null {
  const found = KINDS.flatMap(([kind, pattern]) => {
    const at = pattern.exec(text)?.index;
    return at === undefined ? [] : [{ kind, at }];
  });
  return found.sort((a, b) => a.at - b.at)[0]?.kind ?? null;
}

/** When it happened, if that was said: a date that lies behind and does not belong to what comes next. */
function happenedOn({ dates }: Sentence, step: Extent | null): string | null {
  const date = dates.find((one) => one.past !== null && (step === null || !overlap(one, step)));
  return date?.past ?? null;
}

const ROLE_ZH =
  '董事长|总经理|副总裁?|老总|总裁|财务总监|采购(?:总监|经理|部长|主管|部)?|技术(?:总监|负责人|部长|经理|部)?|信息(?:中心|部)(?:主任|部长)?|IT(?:总监|经理|部)?|设备部|法务|项目经理|厂长|校长|院长|老板|CEO|CFO|CTO|CIO|COO';
const FULL_NAME = new RegExp(
  String.raw`(?:见了|见到|见|跟|和|与|同|拜访了?|约了|给)(?<who>[${FAMILY_NAMES}]\p{Script=Han}{1,2}?)(?=聊|谈|通|沟通|吃|喝|见|碰|开|交流|打|视频|汇报|演示|发|[，,。;；\s]|$)`,
  'u',
);
const ROLE_MET = new RegExp(
  `(?:见了|见到|见|跟|和|与|同|拜访了?|给|找)(?:了)?(?:他们|她们|对方|客户|甲方)?(?:的|那边)?(?<who>${ROLE_ZH})`,
  'iu',
);
const ROLE_EN =
  /\b(?:cfo|ceo|cto|coo|cio|ciso|cmo|md|gm|(?:s|e)?vp(?: of)?(?: (?:it|eng(?:ineering)?|sales|ops|operations|finance|product|marketing|procurement))?|head of (?:\w+)|(?:it |finance |sales |technical |engineering |plant |managing )?director(?: of \w+)?|(?:plant|project|product|it|ops|operations|office|procurement|purchasing|engineering|facilities|general) manager|procurement(?: (?:team|lead|guy|lady))?|purchasing|buyers?|(?:their )?champion|legal(?: team)?|it (?:lead|team|guy)|finance (?:lead|team|guy)|founders?|owner|the board|economic buyer)\b/iu;
const NAMED_EN =
  /\b(?:met|meet|meeting|saw|spoke|talked|chatted|call|called|lunch|dinner|coffee|drinks|zoom|caught up|sat down|phoned|emailed|texted|pinged|visited|reached)\s+(?:up\s+)?(?:with |w\/\s?|to )?(?<who>[a-z][a-z'’-]+(?: [a-z][a-z'’-]+)?)\s+(?:at\b|from\b|of\b|@|\()\s*\S/iu;

/** Who was met, as it was said: 王总、李工; cfo; dana. */
function metIn(text: string, dates: readonly SaidDate[]): string {
  const called = calledIn(text)
    .filter((one) => !dates.some((date) => overlap(one, date)))
    .map((one) => text.slice(one.start, one.end));
  if (called.length > 0) return [...new Set(called)].join('、');
  const named = NAMED_EN.exec(text)?.groups?.who;
  const who =
    fullName(text) ??
    ROLE_MET.exec(text)?.groups?.who ??
    (named === undefined ||
    /['’]s\b|people|guys|\b(?:two|three|four|them|him|her|us)\b/iu.test(named) ||
    ROLE_EN.test(named)
      ? ROLE_EN.exec(text)?.[0]
      : named);
  return who?.replace(/^(?:the|their|his|her) /iu, '') ?? '';
}

/** 发给常熟了: 了, 的 and 着 end no name. */
function fullName(text: string): string | undefined {
  const who = FULL_NAME.exec(text)?.groups?.who?.replace(/[了的着]$/u, '');
  return who === undefined || who.length < 2 ? undefined : who;
}

/** 周三拜访远景, call dana thu: contact that is still to come. */
export const plan: Rule = ({ said, text, clauses, dates }) => {
  const clause = clauses.find(
    (one) => BARE.test(one.text) && dates.some((date) => date.due !== null && inside(date, one)),
  );
  if (clause === undefined || DENIED_ONCE.test(clause.text) || OUR_OWN.test(text) || isTodo(text))
    return null;
  const date = dates.find((one) => one.due !== null && inside(one, clause));
  if (date?.due == null) return null;
  const kind = kindIn(clause.text);
  return {
    command: 'visit.plan',
    values: { purpose: said, on: date.due, ...(kind === null ? {} : { kind }) },
    rest: blank(text, date).replace(/\s+/g, ' ').trim(),
    confidence: 'likely',
  };
};

const DENIED_ONCE = new RegExp(DENIED.source, 'iu');
