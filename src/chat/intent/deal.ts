import { findAmounts } from '../../domain/money.ts';
import { extentOf, overlap, type Rule, without } from './sentence.ts';

/** A new deal, two that are one, one that not everybody may see, one that comes back or is taken back. */

const NEW =
  /^(?:新(?:单子?|商机|项目|机会|线索)(?:来了)?|来了?个?新(?:单子?|商机|项目|机会|线索|客户)|(?:又|刚)?(?:有|接到|挖到|发现)了?(?:一)?个?新(?:单子?|商机|项目|机会|线索))(?=[\s:：,，]|$)|^(?:(?:got|have|found|we (?:got|have)|there['’]?s) )?(?:a )?new (?:opp(?:ortunity)?|lead|deal|prospect)\b/iu;
/** 华为有个新单子，数据中心，200万: whose it is stands before. */
const NEW_OF =
  /^(?<who>(?!我们|咱|你们|他们|她们|客户|这边|那边|今天|昨天)[\p{L}\p{N}]{2,12}?)(?:那边|这边)?(?:又|刚|最近)?(?:有|来|出|接)了?(?:一)?个新(?:单子?|商机|项目|机会|线索)(?=[\s:：,，。]|$)/iu;
const MERGED =
  /合并(?:一下|成一个|吧|了)?|是(?:同)?一个(?:单子?|商机|项目)|\bmerge\b|\b(?:are|is) (?:the same deal|duplicates?|a duplicate)\b/iu;
const SECRET =
  /(?:设为|设成|改成|标为|要|先)?保密(?!协议|条款|期)|(?:别|不要)让(?:其他人|别人|大家)看|\b(?:keep .{1,30} (?:confidential|private)|(?:make|mark) .{1,30} (?:confidential|private)|(?:is |strictly )?confidential)\b/iu;

const CANCELLED =
  /退单|退订|退楼|毁约|解约|违约了|合同(?:被)?(?:取消|作废|终止|解除)|\b(?:(?:cancell?ed|cancels?|terminated|backed out of|reneged on|pulled out of) (?:the |their |our )?(?:contract|order|po|purchase order|agreement)|(?:contract|order|po) (?:was |got |is )?(?:cancell?ed|terminated|withdrawn|voided))\b/iu;
const REOPENED =
  /(?:又|重新|再次)(?:活|启动|激活|打开|开启|捡起|有戏)(?:了|过来|起来)*|(?:死灰复燃|起死回生|复活了)|\b(?:back (?:on|from the dead|in play|alive|on the table)|re-?open(?:ed|s)?|revived|alive again|resurrected)\b/iu;

export const misc: Rule = (line) =>
  newDeal(line) ?? merged(line) ?? secret(line) ?? cancelled(line) ?? reopened(line);

const cancelled: Rule = ({ text }) => {
  const match = CANCELLED.exec(text);
  if (match === null) return null;
  return { command: 'deal.cancel', values: {}, rest: without(text, [extentOf(match)]), confidence: 'sure' };
};

const reopened: Rule = ({ text }) => {
  const match = REOPENED.exec(text);
  if (match === null || /back on (?:\w+day|mon|tue|wed|thu|fri|\d)/iu.test(text)) return null;
  return { command: 'deal.reopen', values: {}, rest: without(text, [extentOf(match)]), confidence: 'likely' };
};

const newDeal: Rule = ({ text, scene, dates }) => {
  const trimmed = text.trim();
  const of = NEW_OF.exec(trimmed);
  const match = of ?? NEW.exec(trimmed);
  if (match === null) return null;
  const offset = text.indexOf(trimmed);
  const amount = findAmounts(text, scene.currency, { bare: true })
    .filter((one) => !dates.some((date) => overlap(date, one)))
    .at(-1);
  const close = dates.find((date) => date.close !== null);
  return {
    command: 'deal.new',
    values: {
      ...(of?.groups?.who === undefined ? {} : { customer: of.groups.who }),
      ...(amount === undefined ? {} : { amount: amount.text }),
      ...(close?.close == null ? {} : { close: close.close }),
    },
    rest: without(text, [{ start: offset, end: offset + match[0].length }, amount, close]),
    confidence: 'likely',
  };
};

const merged: Rule = ({ text }) => {
  const match = MERGED.exec(text);
  if (match === null) return null;
  return { command: 'deal.merge', values: {}, rest: without(text, [extentOf(match)]), confidence: 'likely' };
};

const secret: Rule = ({ text }) => {
  const match = SECRET.exec(text);
  if (match === null) return null;
  const rest = text
    .replace(/\b(?:keep|make|mark|confidential|private|strictly|is)\b/giu, ' ')
    .replace(SECRET, ' ');
  return { command: 'deal.confidential', values: {}, rest: without(rest, []), confidence: 'likely' };
};
