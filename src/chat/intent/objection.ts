import { type Extent, extentOf, type Rule, veiled, without } from './sentence.ts';

/** Words in which customers say no, by category (domain/activity.ts), each as people report it. */
const CATEGORIES: readonly (readonly [category: string, pattern: RegExp])[] = [
  [
    'budget',
    /没(?:有)?(?:什么|啥)?预算|预算(?:不够|不足|没批|没下来|没了|被砍|砍了?|紧张?|有限|还没|超了?|卡|冻结)|没钱|资金紧张?|\b(?:(?:no|out of|over|lack of) (?:the )?budget|budget(?:['’]?s| is| was| got)? (?:cut|frozen|freeze|gone|tight|an issue|not approved|is not|isn['’]?t|hasn['’]?t|slashed)|no money|can(?:['’]?t|not) afford)\b/iu,
  ],
  [
    'price',
    /嫌贵|嫌.{0,6}贵|太贵|贵了|偏贵|有点贵|价格?(?:太|偏|有点|比较|还是|过)+高|报价(?:太|偏|有点|比较|过)高|价格(?:有|是)?(?:异议|问题|压力|谈不拢|没谈拢|接受不了)|要(?:求)?(?:再)?(?:打折|打\d折|降价|便宜|优惠)|压价|砍价|还价|\b(?:pricey|pricy|(?:too |very |really )?(?:expensive|costly|steep)|too high|over ?priced|price (?:is |was )?(?:too high|objection|pushback|concern|issue|high|a problem)|sticker shock|balked at (?:the )?price|(?:wants?|wanted|asked for|asking for|needs?|need) (?:a |some )?(?:bigger |steep |deeper |big |\d+% )?(?:discount|cheaper|price cut))\b/iu,
  ],
  [
    'authority',
    /做不了主|说了不算|要(?:请示|问(?:一下)?)(?:领导|老板|总部|上级)|拍不了板|(?:得|要)上会|领导(?:没|不|还没)(?:同意|点头|批)|\b(?:no authority|not (?:the |a )?decision[- ]maker|not (?:my|his|her|their) call|needs? (?:board|boss|hq|exec|ceo|cfo)(?:['’]s)? (?:approval|sign[- ]?off|ok)|(?:has|have|needs?) to (?:ask|check with) (?:the |his |her |their )?(?:boss|board|ceo|cfo|hq|manager))\b/iu,
  ],
  [
    'no_need',
    /不需要|没(?:有|啥|什么)?需求|用不上|没(?:有)?必要|没兴趣|不感兴趣|\b(?:no need|(?:don['’]?t|doesn['’]?t|do not|does not) (?:see (?:a |the )?)?need|not needed|not interested|no interest)\b/iu,
  ],
  [
    'competition',
    /竞品|竞争对手|友商|(?:跟|和|拿|找)?(?:别家|其他家|另一家|另外一家|别的厂家)|货比三家|比价|(?:已经|一直|现在)在?用(?!户|上了|我们|咱们)|\b(?:competitors?|competing|incumbent|already (?:uses?|using|have|with)|happy with (?:their |the )?(?:current|existing|incumbent)|comparing|shopping around|looking at (?:others|alternatives|other vendors)|also (?:talking to|looking at|evaluating))\b/iu,
  ],
  [
    'product',
    /功能(?:不|缺|没|少|满足不了)|缺(?:少|了)?.{0,6}功能|不支持|性能(?:不|差)|不(?:够)?稳定|(?:集成|对接|满足)不了|不满足|不符合|达不到要求|\b(?:missing (?:\w+ ){0,2}(?:feature|sso|integration|api)s?|no (?:sso|api|integrations?|mobile app|on-?prem)|lacks?|feature gap|(?:doesn['’]?t|does not|don['’]?t|can['’]?t) (?:support|integrate|scale)|security concerns?|too complex|hard to use|ux is)\b/iu,
  ],
  [
    'trust',
    /不(?:太|够)?(?:信任|放心|相信)|信不过|没听说过|怕(?:你们|我们|咱)|担心(?:服务|售后|交付|实施|我们|倒闭|落不了地)|案例(?:太)?少|没(?:有)?案例|\b(?:(?:don['’]?t|doesn['’]?t|do not) trust|never heard of|(?:we|you)(?: are|['’]re) too small|worried (?:about|we)|burned (?:before|by)|no references)\b/iu,
  ],
  [
    'timing',
    /时机(?:不|没|还)|不(?:着)?急|不是时候|再等等|太早|过段时间|过阵子|以后再说|缓一缓|今年不(?:考虑|上|做|买)|\b(?:not (?:the )?(?:right )?(?:time|now|a priority|urgent)|bad timing|wrong time|too (?:early|soon|busy)|no (?:rush|urgency)|timing(?:['’]?s| is)? (?:off|bad|wrong|not right))\b/iu,
  ],
];

const DENIED =
  /\b(?:not|isn['’]?t|wasn['’]?t|no longer|aren['’]?t) (?:too |that |so |very )?(?:pricey|expensive|high|steep|costly)|不(?:算|是|觉得)?(?:太|很)?贵|价格?(?:不是|没|没有)(?:什么|啥)?(?:问题|异议)|不(?:是)?(?:没|缺)预算/giu;

/** The first objection that a text reports, and where. */
export function objectionIn(said: string): (Extent & { category: string }) | null {
  const text = veiled(said, DENIED);
  const found = CATEGORIES.flatMap(([category, pattern]) => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ category, ...extentOf(match) }];
  });
  return found.sort((a, b) => a.start - b.start)[0] ?? null;
}

const RESOLVED =
  /异议.{0,6}(?:解决|化解|搞定|没了|打消)|(?:解决|化解|搞定|打消)了?.{0,8}(?:异议|顾虑)|\b(?:objections?|concerns?|pushback)\b.{0,20}\b(?:resolved|handled|cleared|gone|sorted)|\b(?:resolved|handled|cleared|sorted)\b.{0,20}\b(?:objections?|concerns?|pushback)\b/iu;
/** A rival is not yet an objection: 竞争对手也报了方案. */
const ONLY_NAMED = /^(?:竞品|竞争对手|友商|competitors?|competing|incumbent)$/iu;

export const objection: Rule = ({ said, text }) => {
  const resolved = RESOLVED.exec(text);
  if (resolved !== null) {
    return {
      command: 'objection.resolve',
      values: {},
      rest: without(text, [extentOf(resolved)]),
      confidence: 'sure',
    };
  }
  const found = objectionIn(text);
  if (found === null || ONLY_NAMED.test(text.slice(found.start, found.end))) return null;
  const rest = without(text, [found]);
  return {
    command: 'objection.record',
    values: { category: found.category, words: said },
    rest,
    confidence: 'likely',
  };
};
