import { addDays } from '../../domain/day.ts';
import { type Intent, type Rule, type SaidDate, type Sentence, without } from './sentence.ts';

/** Who looks after what while somebody is away, or from now on. */

/** A colleague as people write one: 小刘, 王磊, 刘姐, sam, Sam Lee. */
const SOMEBODY = String.raw`[小老阿]\p{Script=Han}|\p{Script=Han}{2,3}|@?[a-z][a-z.'’-]*(?: [a-z][a-z'’-]*)?`;
/** Not colleagues: departments, customers, and words that stand where a name would. */
const NOBODY =
  /^(?:技术|采购|财务|法务|领导|老板|客户|甲方|对方|设计院|总部|集团|他们|她们|我们|咱们|大家|谁|别人|公司|市场|商务|售后|部门|工厂|时间|there|they|we|you|it|who|he|she|customer|client|legal|procurement|purchasing|finance|security|it team|the board|board|management|(?:the )?(?:cfo|ceo|cto|coo|cio|boss)|negotiation|proposal|contract|next stage|market|sleep)$/iu;

const AWAY_ZH =
  /^(?:我|本人)?(?:这|那)?(?:要|都|会|得|准备|打算|去|想|开始|在|起)*(?:休|请|放)?(?:[一二两三四五六七八九十\d半几]+(?:个)?[天周月])?(?:的)?(?:休假|请假|年假|休年假|病假|产假|陪产假|婚假|丧假|事假|调休|放假|休息|不在|外出|出差|度假|去\p{Script=Han}{2,6})(?:[一二两三四五六七八九十\d半几]+(?:个)?[天周月])?$/u;
const AWAY_EN =
  /^(?:i['’]?m |i am |i['’]?ll be |i will be |im |ill be |be )?(?:ooo|o\.o\.o|out of (?:the )?office|on (?:annual |sick |parental |maternity |paternity )?(?:leave|vacation|holidays?|pto)|pto|away|off|out|annual leave)\b/iu;
/** Too short to mean leave on their own. */
const LOOSE =
  /^(?:i['’]?m |i am |i['’]?ll be |im )?(?:away|off|out(?! of))\b|出差|外出|不在|休息|去\p{Script=Han}/iu;

const DEPUTY: readonly RegExp[] = [
  new RegExp(
    `^(?:(?:我的)?(?:单子|客户|商机|项目|工作|期间|这段时间|有事|有问题)+)?(?:都|就|先|可以|暂时)*(?:给|让|由|请|找|交给|拜托|麻烦)?(?<who>${SOMEBODY}?)(?:来|先|帮我|帮忙|帮|替我|代我|负责|临时)*(?:盯|跟|顶|代|看|接|管|负责|照看|照应|处理|值班|cover)(?:着|一下|进|班|班儿|下|手)?$`,
    'iu',
  ),
  new RegExp(`^(?:有事|有问题|期间|急事)?(?:请)?(?:找|联系)(?<who>${SOMEBODY})$`, 'iu'),
  /(?:^|\s)(?<who>@?[\p{L}.'’-]+?)(?:['’]s| is| will| to|['’]ll)?(?: be)? (?:cover(?:s|ing)?|has my (?:deals|accounts|pipeline)|tak(?:es|ing|e) over|on my deals|backs? me up|watch(?:es|ing)? my (?:deals|accounts))\b/iu,
  /\b(?:covered by|cover(?:age)?:?(?: is)?|backup:?(?: is)?|deputy:?(?: is)?|ask|contact)\s+(?<who>@?[\p{L}.'’-]+)/iu,
];

export const leave: Rule = (line) => {
  const blank = blanked(line);
  const first = blank.clauses[0] ?? '';
  const away = AWAY_ZH.test(first.replace(/\s/g, '')) || AWAY_EN.test(first);
  if (!away) return null;
  const deputy = deputyIn(blank.clauses);
  if (LOOSE.test(first) && (deputy === null || line.dates.length === 0)) return null;
  const values = { ...(deputy === null ? {} : { deputy }), ...absence(line) };
  return { command: 'team.leave', values: { ...values, said: line.said }, rest: '', confidence: 'sure' };
};

/** The clauses without the dates and the words that lead to them. */
function blanked({ text, clauses, dates }: Sentence): { clauses: string[] } {
  const bare = dates.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
  return {
    clauses: clauses.map(({ start, end }) =>
      bare
        .slice(start, end)
        .replace(/\b(?:from|until|till|through|thru|back(?: on)?|to)\b(?=\s*$|\s{2})/giu, ' ')
        .replace(/^\s*(?:从|到|至)|(?:到|至|回来|开始|起)\s*$/u, '')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  };
}

function deputyIn(clauses: readonly string[]): string | null {
  for (const [index, clause] of clauses.entries()) {
    for (const pattern of DEPUTY) {
      // In the first clause only the English forms say who: ooo sam covers.
      if (index === 0 && pattern.source.startsWith('^')) continue;
      const who = pattern.exec(clause)?.groups?.who?.replace(/^@/, '');
      if (who !== undefined && !NOBODY.test(who)) return who;
    }
  }
  return null;
}

/** From and until; 到周一 and till monday end on that day, back monday the day before. */
function absence({ text, dates, today }: Sentence): Record<string, string> {
  const [first, second] = dates.filter((date) => date.close !== null);
  if (first === undefined || first.close === null) return {};
  const before = text.slice(Math.max(0, first.start - 12), first.start);
  const after = text.slice(first.end, first.end + 6);
  if (/\bback(?: on)?\s*$/iu.test(before) || /^\s*(?:回来|回)/u.test(after)) {
    return { from: today, until: addDays(first.close, -1) };
  }
  if (/(?:到|至|\b(?:until|till|til|through|thru))\s*$/iu.test(before))
    return { from: today, until: first.close };
  return { from: first.from ?? today, until: lastOf(first, second, text) };
}

function lastOf(first: SaidDate, second: SaidDate | undefined, text: string): string {
  if (second?.close === undefined || second.close === null) return first.close ?? '';
  const before = text.slice(first.end, second.start);
  return /\bback\b|回来/iu.test(before) || /^\s*回来/u.test(text.slice(second.end))
    ? addDays(second.close, -1)
    : second.close;
}

const MUTE =
  /(?:别|不要|不用|甭)(?:再)?(?:催|提醒|打扰|烦|@)我|(?:今天|今晚|这周|本周|周末).{0,3}(?:别|不要)(?:再)?(?:提醒|催|打扰)|免打扰|勿扰|\b(?:stop (?:nudging|reminding|pinging|bugging|chasing) me|mute(?: me| nudges| reminders| notifications)?(?=$| (?:until|till|for|today|tomorrow|tonight))|do not disturb|dnd)\b/iu;

export const mute: Rule = ({ text, dates }) => {
  if (!MUTE.test(text)) return null;
  const until = dates.find((date) => date.due !== null)?.due;
  return { command: 'nudge.mute', values: until == null ? {} : { until }, rest: '', confidence: 'sure' };
};

const HANDOVER: readonly RegExp[] = [
  new RegExp(
    `^(?:把|将)?(?<what>[^，,。]+?)(?:的?(?:单子|项目|商机))?(?:现在|以后|都|先)*(?:转给|转交给|交给|移交给|交接给|分给|派给|划给|让给|过给|指派给|分配给)(?:了)?(?<who>${SOMEBODY})(?:了|吧|来|去|跟进?|负责|接手|处理|管)*$`,
    'iu',
  ),
  new RegExp(
    `^(?:现在)?(?<who>${SOMEBODY}?)(?:来|去|已经|会)?(?:接手|接管)(?:了)?(?<what>[^，,。]{2,20})$`,
    'iu',
  ),
  new RegExp(
    `^(?:以后|后面|之后|今后|现在)?(?<what>[^，,。]+?)(?:的?(?:单子|项目|商机))?(?:以后|后面|之后|今后|现在|改)?(?:由|归|让|换)(?<who>${SOMEBODY}?)(?:来)?(?:跟进?|负责|管|盯)?(?:了|吧)?$`,
    'iu',
  ),
  /^(?<what>[^，,。]+?)给(?<who>[小老阿]\p{Script=Han}|\p{Script=Han}[姐哥])(?:跟|负责|了|吧)*$/u,
  /^(?:so )?(?<who>[a-z][a-z'’-]*(?: [a-z'’-]+)?) (?:has|owns|got|gets) (?<what>[^,;]+?) (?:now|from now on|from here(?: on)?|going forward)$/iu,
  /^(?<who>[a-z][a-z'’-]*(?: [a-z'’-]+)?) (?:takes|took|is taking|will take|['’]?ll take|taking|picks up|is picking up|inherits)(?: over)? (?<what>[^,;]+?)(?: now| from now on| from here| going forward| from me)?$/iu,
  /^(?:let['’]?s )?(?:assign|hand(?: over)?|give|transfer|reassign|pass) (?<what>[^,;]+?) (?:over )?to (?<who>[a-z][a-z'’-]*(?: [a-z'’-]+)?)$/iu,
  /^(?<what>[^,;]+?) (?:goes|is going|moves|is handed(?: over)?|was handed(?: over)?|handed(?: over)?|reassigned|transferred|belongs) (?:over )?to (?<who>[a-z][a-z'’-]*(?: [a-z'’-]+)?)(?: now)?$/iu,
  /^(?<what>[^,;]+?) is (?<who>[a-z][a-z-]*)['’]s (?:now|deal)$/iu,
];
/** What people have now without owning a deal. */
const NO_DEAL =
  /^(?:(?:the |a |an |no |more |our |their |his |her |some |new )?(?:budget|money|approval|time|questions?|concerns?|issues?|contract|proposal|quote|everything|it|access|data|numbers?|info|ball|call|meeting|covid|flu|kids?|call)|over|off|a\b.*)$|^(?:不|没|无|理|转|改)|方案|报价|资料|合同|需求|问题|意见|时间|机会$/iu;

/** Whose name it is and which deal's is for the organisation's names to decide: both are looked up. */
export const assign: Rule = ({ clauses }) => {
  for (const { text } of clauses) {
    const found = handoverIn(text.replace(/[.!~～]+$/, ''));
    if (found !== null) return found;
  }
  return null;
};

function handoverIn(text: string): Intent | null {
  for (const pattern of HANDOVER) {
    const { who, what } = pattern.exec(text)?.groups ?? {};
    if (who === undefined || what === undefined || NOBODY.test(who) || NO_DEAL.test(what.trim())) continue;
    return {
      command: 'deal.assign',
      values: { person: who.replace(/^@/, '') },
      rest: without(what, []),
      confidence: 'likely',
    };
  }
  return null;
}
