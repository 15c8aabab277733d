import { findAmounts } from '../../domain/money.ts';
import type { Rule } from './sentence.ts';

/** Taking back what one recorded last: undo, and fix when it belongs to another deal. */

const OOPS = String.raw`(?:(?:哎呀?|唉|啊|糟了?|抱歉|不好意思|不对|等等|oops|whoops|ugh|damn|sorry|my bad|my mistake|wait|no)[\s,，.!！。]*)*`;

const UNDO: readonly RegExp[] = [
  new RegExp(
    String.raw`^${OOPS}(?:请|帮我|please |pls )?(?:撤销|撤回|撤消|回退|undo|revert|scratch|take back|cancel)(?:\s?(?:一下|掉|吧|了|上一条|上一步|上条|最后一条|刚才(?:那?[条个]|的)?|刚刚(?:那?[条个]|的)?|that|it|this|the last one|last (?:one|entry|log)|my last(?: one| entry)?|please|pls))*$`,
    'iu',
  ),
  new RegExp(
    String.raw`^${OOPS}(?:我|刚才|刚刚|上一?条|那条|上面|前面|这条|又|好像)*(?:的|那[条个])?(?:记|录|搞|弄|写|填|点|打|报)(?:错|重|岔)了?(?:[\s,，]*(?:撤了?|撤销|撤回|删了?|删掉|吧|不算))*$`,
    'u',
  ),
  /^(?:刚才|刚刚|上一?条|那条|最后一条)(?:那条|的|记录)?(?:不算|作废|删了?|删掉|去掉|取消)(?:吧|了)?$/u,
  new RegExp(
    `^${OOPS}(?:that (?:was|is) (?:a mistake|wrong|an error)|wrong entry|(?:i )?(?:mis-?logged|misclicked|fat-?fingered)(?: (?:it|that))?|(?:logged|entered|typed|recorded) (?:that|it|this) (?:wrong|twice|by mistake)|(?:delete|remove) (?:that|the last one|my last (?:entry|one|log)|last entry))$`,
    'iu',
  ),
];
const CANCEL_ALONE = /^cancel$/iu;
/** May mean the last entry, or only what was just being talked about: the entries are shown, nothing is taken back. */
const UNSURE =
  /^(?:never ?mind(?: (?:that|the last one))?|ignore (?:that|the last one|my last (?:entry|one|log)|last entry)|did(?:n['’]?t| not) mean that)$/iu;

export const undo: Rule = ({ text }) => {
  const line = bare(text);
  if (line.length > 60 || CANCEL_ALONE.test(line)) return null;
  if (UNSURE.test(line)) return { command: 'undo.list', values: {}, rest: '', confidence: 'sure' };
  return UNDO.some((pattern) => pattern.test(line))
    ? { command: 'undo', values: {}, rest: '', confidence: 'sure' }
    : null;
};

const FIX: readonly RegExp[] = [
  /^(?:不对|错了|说错了|打错了)[\s,，。]*(?:应该)?是(?<is>[^，,。]{1,20}?)的?$/u,
  new RegExp(
    String.raw`^${OOPS}(?:那|刚才)?(?:那?[条个])?不是(?<was>[^，,。是]{1,20})[\s,，。]*(?:而|应该)?是(?<is>[^，,。]{1,20}?)的?$`,
    'u',
  ),
  new RegExp(
    String.raw`^${OOPS}(?:刚才|刚刚|上一?条)?(?:那条|的)?(?:(?:记|录|搞|弄|写|填)(?:错|岔)(?:了)?(?:客户|单子|商机|项目|地方|人)?了?[\s,，]+)?(?:应该|应)(?:是|记到|记在|算到|算|记)(?<is>[^，,。]{1,20}?)(?:的|上|头上|那边)?$`,
    'u',
  ),
  new RegExp(
    String.raw`^${OOPS}(?:刚才|刚刚|上一?条)?(?:那条|的)?(?:记|录|搞|弄|写|填)(?:错|岔)(?:了)?(?:客户|单子|商机|项目|地方|人)?了?[\s,，]+是(?<is>[^，,。]{1,20}?)的?$`,
    'u',
  ),
  new RegExp(
    String.raw`^${OOPS}(?:that['’]?s |it['’]?s |that was |it was )?not (?:for |on |at )?(?<was>[^,;]{2,30}?)(?:\s*[,;]\s*(?:but |it['’]?s |it was |i meant |meant |should be )?|\s+(?:but|i meant|meant|it['’]?s|should be)\s+)(?<is>[^,;]{2,30})$`,
    'iu',
  ),
  new RegExp(
    String.raw`^${OOPS}(?:i |that was |that['’]?s |it was )(?:meant |for )(?<is>[^,;]{2,30}?)(?:[\s,;]+not (?<was>[^,;]{2,30}))?$`,
    'iu',
  ),
  new RegExp(
    String.raw`^${OOPS}(?:wrong (?:deal|customer|account|one))[\s,;:]+(?:it['’]?s |it was |i meant |meant |should(?:['’]ve| have)? be(?:en)? )(?:for |on )?(?<is>[^,;]{2,30})$`,
    'iu',
  ),
  new RegExp(
    `^${OOPS}(?:that|it|the last one) should(?:['’]ve| have)? be(?:en)? (?:for |on |under |logged (?:on|under) )?(?<is>[^,;]{2,30})$`,
    'iu',
  ),
  new RegExp(
    String.raw`^${OOPS}(?:把)?(?:它|刚才|刚刚|上一?条|那条|最后一条)?(?:那条|的|记录)?(?:改到|挪到|移到|转到|记到)\s*(?<is>[^，,。\s]{2,20}?)(?:上|头上|那边|去)?(?:吧|了)?$`,
    'u',
  ),
  new RegExp(
    `^${OOPS}(?:please )?(?:move|put|log) (?:that|that one|the last one|(?:my )?last (?:entry|one|log)|th(?:at|e) (?:visit|call|note)) (?:to|on|under) (?<is>[^,;]{2,30})$`,
    'iu',
  ),
];
/** 改到谈判 moves the deal of a thread, not an entry. */
const A_STAGE =
  /^(?:下一|上一)?(?:个)?(?:阶段|潜在客户|初次接触|需求确认|方案呈现|谈判|成交|立项|深度接触|技术突破.?|商务突破|合同签订|需求分析|产品推荐|洽谈|签约|售后)$|^(?:the )?(?:next|previous|first contact|need confirmed|proposal|negotiation|prospect|won|lost|need analysis|recommendation|reception)(?: stage)?$/iu;
const NO_NAME_AT_ALL =
  /^(?:oops[\s,]*)?(?:wrong (?:deal|customer|account)|(?:记|录|搞|弄)错(?:客户|单子|商机|项目)了?)$/iu;
/** 不是价格的问题，是我们的问题 corrects nobody. */
const NOT_A_NAME =
  /问题|原因|意思|我们|他们|咱|客户|价格|时间|因为|不想|没|关系|产品|技术|竞争|决策|说|人$|\b(?:price|budget|timing|problem|issue|now|yet|interested|ready|sure|about|today|tomorrow|really|bad|good|great|because|the|they|we|we['’]re|he|she|just|a)\b/iu;

export const fix: Rule = ({ text, scene, dates }) => {
  const line = bare(text);
  if (line.length > 80) return null;
  if (NO_NAME_AT_ALL.test(line)) return { command: 'fix', values: {}, rest: '', confidence: 'sure' };
  const found = FIX.map((pattern) => pattern.exec(line)?.groups).find((groups) => groups?.is !== undefined);
  const name = found?.is?.trim() ?? '';
  if (
    name === '' ||
    A_STAGE.test(name) ||
    NOT_A_NAME.test(name) ||
    NOT_A_NAME.test(found?.was ?? '') ||
    dates.length > 0
  )
    return null;
  const amount = findAmounts(name, scene.currency)[0];
  // 不是48万，是46万 corrects an amount; deal.edit shows it before it counts.
  if (amount !== undefined) {
    return { command: 'deal.edit', values: { amount: amount.text }, rest: '', confidence: 'sure' };
  }
  return /\d{2,}/.test(name.replace(/#\d+/, ''))
    ? null
    : { command: 'fix', values: { deal: name }, rest: '', confidence: 'sure' };
};

const bare = (text: string): string => text.trim().replace(/[。.!！~…\s]+$/u, '');
