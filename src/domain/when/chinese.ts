import { addDays, addMonths, firstOfMonth, partsOf } from '../day.ts';
import {
  atEdge,
  halfYear,
  lastDayOf,
  monthNumber,
  nearestMonthEdge,
  nearestYearEdge,
  number,
  shifted,
  shiftOf,
  weekdayOf,
  yearOf,
} from './chinese-words.ts';
import {
  dayOfSomeMonth,
  edgeOf,
  monthDay,
  monthOf,
  nearestWeekday,
  quarterOf,
  quarterStart,
  type Rule,
  weekdayIn,
  weekend,
  wholeMonth,
  wholeQuarter,
  wholeWeek,
  wholeYear,
} from './rule.ts';

const N = '\\d{1,2}|[一二三四五六七八九十]{1,3}';
const COUNT = String.raw`\d{1,3}|[一二两三四五六七八九十]{1,3}`;
/** No digit, numeral, 第 or Latin letter may stand before a number that counts days. */
const FREE = String.raw`(?<![\w.第#/:-])(?<![零〇一二两三四五六七八九十百千几多每])`;
const YEAR = '(?:(?<y>20\\d\\d|\\d\\d)年|(?<ry>今年|本年|当年|明年|后年|去年|前年)(?:的)?)';
const TO = String.raw`(?:\s?[-~–—到至]\s?(?<to>${N})[号日])`;
/** What makes of "3号" a line, a building, a person or a contract instead of a day. */
const NOT_A_DAY = String.raw`(?![\d线楼院馆厅店机位库仓门桌柜包房车桩井池站单船段标厂棚炉窗舱令口栋座幢室桥码样版选井泵])(?!(?:会议|公寓|地块|合同|方案|客户|项目|产品|工单|大街|公路|技师|人物|人员|员工|选手|公司|宿舍|食堂|文件|种子|出口))`;

/** 下周一起去 is next week, together; 本周三家 counts; 下周三方会谈 has three sides; 下周日常 is daily work. */
const NOT_A_WEEKDAY =
  '(?![金家个次台场人单条])(?<!一(?=起|定(?![标下稿板])|直|共|般|样|块|两|些|趟|并))(?<!二(?=期|手|维|级))' +
  '(?<!三(?=方(?![案便向])))(?<!日(?=常|程|报|均|志|本|期|用|子))(?<!天(?=气|天|津|内|数|然|猫))';

export const chineseRules: readonly Rule[] = [
  { pattern: /大前天/g, read: (_, s) => ({ day: addDays(s.today, -3) }) },
  { pattern: /前[天日](?!的?性)/g, read: (_, s) => ({ day: addDays(s.today, -2) }) },
  {
    pattern: /昨[天日晚夜](?:早上|上午|中午|下午|晚上)?|昨儿/g,
    read: (_, s) => ({ day: addDays(s.today, -1) }),
  },
  {
    pattern: /今[天日晚早晨夜](?:早上|上午|中午|下午|晚上)?|今儿|当天下午/g,
    read: (_, s) => ({ day: s.today }),
  },
  {
    pattern: /明[天日晚早晨](?:早上|上午|中午|下午|晚上)?|明儿/g,
    read: (_, s) => ({ day: addDays(s.today, 1) }),
  },
  { pattern: /后[天日](?!性)(?:早上|上午|中午|下午|晚上)?/g, read: (_, s) => ({ day: addDays(s.today, 2) }) },
  { pattern: /大后天(?:早上|上午|中午|下午|晚上)?/g, read: (_, s) => ({ day: addDays(s.today, 3) }) },
  {
    pattern: new RegExp(
      `(?<rel>上上个?|上个?|[这本]个?|下下个?|下个?)?(?:周|星期|礼拜)(?<w>[一二三四五六日天])${NOT_A_WEEKDAY}(?:早上|上午|中午|下午|晚上)?`,
      'g',
    ),
    read: ({ rel, w }, scene) => {
      const wanted = weekdayOf(w);
      return rel === undefined ? nearestWeekday(wanted, scene) : weekdayIn(shiftOf(rel), wanted, scene);
    },
  },
  {
    pattern:
      /(?<rel>上上个?|上个?|[这本]个?|下下个?|下个?)(?:周|星期|礼拜)(?<end>末|内|初)?(?!年|边|围|到|期|报|转)/g,
    read: ({ rel, end }, scene) => {
      const by = shiftOf(rel);
      if (end === '末') return weekend(by, scene);
      const week = wholeWeek(by, scene);
      if (end === '初') return { day: week.day };
      return end === '内' ? lastDayOf(week, scene) : week;
    },
  },
  { pattern: /(?<!上|下|这|本|个|每)周末/g, read: (_, s) => weekend(s.direction === 'past' ? -1 : 0, s) },
  {
    pattern: new RegExp(
      `${FREE}${YEAR}?(?<m>${N}|元)月(?<d>${N})(?:[号日]|(?<=\\d)(?!\\d|[个台万亿家次人件套年月天点:.%]))${TO}?`,
      'g',
    ),
    read: ({ y, ry, m, d, to }, scene) => {
      const year = yearOf({ y, ry }, scene);
      const reading = monthDay(
        { year, month: monthNumber(m), dayOfMonth: number(d), to: to === undefined ? undefined : number(to) },
        scene,
      );
      return reading && y !== undefined ? { ...reading, given: true } : reading;
    },
  },
  {
    pattern: new RegExp(
      `${FREE}${YEAR}?(?<m>${N}|元)月份?(?<edge>底|末|初|中旬|中|上旬|下旬)(?!学|国|心|间|标|文)`,
      'g',
    ),
    read: ({ y, ry, m, edge }, scene) =>
      atEdge(monthOf(monthNumber(m), yearOf({ y, ry }, scene), scene), edge),
  },
  {
    pattern: new RegExp(
      `${FREE}${YEAR}(?<m>${N}|元)月份?(?![版号日底末初中上下\\d一二三四五六七八九十])`,
      'g',
    ),
    read: ({ y, ry, m }, scene) => monthOf(monthNumber(m), yearOf({ y, ry }, scene), scene),
  },
  {
    // A bare month is as often part of a name (3月版方案): only where a word asks for a time or an event follows.
    pattern: new RegExp(
      `(?:(?<=(?:推|延|拖|放|改|等|挪|提前|推迟|延期|延后)到|预计|计划|争取|最晚|大概|约在|要到)(?<m>${N})月份?(?![版号日底末初中上下\\d一二三四五六七八九十])|` +
        `${FREE}(?<n>${N})月份?(?=(?:签|定标|开标|招标|付款|交付|上线|启动|成交|回款|下单|验收|完成|能签|可签|再[说谈联聊议])))`,
      'g',
    ),
    read: ({ m, n }, scene) => monthOf(monthNumber(m ?? n), undefined, scene),
  },
  {
    pattern: new RegExp(
      `(?<rel>上上个?|上个?|这个?|本|当|下下个?|下个?)月(?:(?<d>${N})(?:[号日]|(?=\\s?[-~–—到至]\\s?\\d{1,2}[号日]))${TO}?|(?<edge>底|末|初|中旬|中|上旬|下旬)|份)?(?!饼|亮|经|供|报)`,
      'g',
    ),
    read: ({ rel, d, to, edge }, scene) => {
      const month = wholeMonth(addMonths(firstOfMonth(scene.today), shiftOf(rel)));
      if (!month || (d === undefined && edge === undefined)) return month;
      if (edge !== undefined) return atEdge(month, edge);
      const { year, month: of } = partsOf(month.day);
      return monthDay(
        { year, month: of, dayOfMonth: number(d), to: to === undefined ? undefined : number(to) },
        scene,
      );
    },
  },
  {
    pattern:
      /(?<![\d一二三四五六七八九十个本这下上当岁日每])月(?<edge>底|末|初|中旬|上旬|下旬|中(?=$|[\s,，。签定前交付开谈见去再]))/g,
    read: ({ edge }, scene) => nearestMonthEdge(edge, scene),
  },
  {
    pattern: new RegExp(`${FREE}(?<d>${N})[号日]${NOT_A_DAY}`, 'g'),
    read: ({ d }, scene) => dayOfSomeMonth(number(d), undefined, scene),
  },
  {
    pattern: new RegExp(`${FREE}(?<d>${N})[号日]?\\s?[-~–—到至]\\s?(?<to>${N})[号日]${NOT_A_DAY}`, 'g'),
    read: ({ d, to }, scene) => dayOfSomeMonth(number(d), number(to), scene),
  },
  {
    pattern: new RegExp(
      `${FREE}(?:${YEAR})?(?:第?(?<q>[一二三四1-4])季度|[qQ](?<qq>[1-4]))(?<edge>末|底|初)?(?![\\d&])`,
      'g',
    ),
    read: ({ y, ry, q, qq, edge }, scene) =>
      atEdge(quarterOf(number(q ?? qq), yearOf({ y, ry }, scene), scene), edge),
  },
  {
    pattern: /(?<rel>上个?|这个?|本|当|下下个?|下个?)季度?(?<edge>末|底|初)?(?!节|风|后赛)/g,
    read: ({ rel, edge }, scene) =>
      atEdge(wholeQuarter(addMonths(quarterStart(scene.today), shiftOf(rel) * 3)), edge),
  },
  {
    pattern: /(?<![一二三四1-4下上本这当个])季度?[末底]/g,
    read: (_, scene) => edgeOf(wholeQuarter(quarterStart(scene.today)), 'end'),
  },
  {
    pattern: new RegExp(`(?:${YEAR})?(?<half>[上下])半年`, 'g'),
    read: ({ y, ry, half }, scene) => halfYear(yearOf({ y, ry }, scene) ?? partsOf(scene.today).year, half),
  },
  {
    pattern: new RegExp(
      `(?<![\\d一二三四五六七八九十几多])${YEAR}(?:年?(?<edge>底|末|初|中(?!国|标|心|旬)))?(?![\\d一二三四五六七八九十上下版第qQ])`,
      'g',
    ),
    read: ({ y, ry, edge }, scene) => {
      const year = yearOf({ y, ry }, scene);
      return year === undefined || (y?.length === 2 && edge === undefined)
        ? undefined
        : atEdge(wholeYear(year), edge);
    },
  },
  {
    pattern: /(?<![\d一二三四五六七八九十今明后去前本当])年(?<edge>底|末|初|中(?=$|[\s,，。签定前交付开]))/g,
    read: ({ edge }, scene) => nearestYearEdge(edge, scene),
  },
  {
    pattern: new RegExp(
      `(?<![\\w.第#/:提-])(?<!最近|过去|连续)(?<![零〇一二三四五六七八九十百千几多每前后近])(?<n>${COUNT}|半)个?(?<unit>工作日|天|日|周|星期|礼拜|月|季度|年)(?:之|以)?(?<way>后|前|内)(?![续果台])`,
      'g',
    ),
    read: ({ n, unit, way }, scene) => shifted({ n, unit, way }, scene),
  },
];
