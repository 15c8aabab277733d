/** What a number with a scale or none can be instead of an amount, told by what stands around it. */

// A measure word, unless the same characters begin another word: 年底, 张总, 分期, 台达, 平安.
const MEASURES =
  '人(?!民币)|名|位|台(?![达积州湾])|套|件|个(?!亿)|家|户|次|辆|吨|米|公里|平(?!安)|字|股|份|箱|瓶|倍|票|亩|度|级|步|里|行|条|粉|点|' +
  '张(?![总工局院主经老科处])|分(?!期|两|三|批|次)|年(?![底前后内初中末])|月(?![底初中末内])|天(?![能合津齐])|小时|分钟|' +
  '用户|员工|客户|门店|会员|店|瓦|毫|像素|公斤|斤|元[旦素件器首老]|火急';
const NOUNS =
  'users?|people|persons?|seats?|visits?|visitors?|units?|licen[cs]es?|employees?|staff|customers?|rows?|records?|' +
  'leads?|calls?|emails?|followers?|downloads?|times|km|steps?|miles?|hours?|hrs?|mins?|minutes?|words?|views?|' +
  'requests?|pcs|pieces?|tons?|headcount|runs?|lines?|stores?|sites?|devices?|members?|days?|weeks?|months?|years?|' +
  'meetings?|demos?|deals?|contacts?|pages?|slides?|points?|screens?|monitors?|displays?|resolution|videos?|tvs?|' +
  'cables?|break|races?|tokens?|stars?|floors?|x';
const COUNTED = new RegExp(
  String.raw`^(?:\s?(?:${MEASURES})|[\s-]?(?:${NOUNS})\b|\s?(?:显示|大屏|屏|视频|电视|电源|灯|功率|充电))`,
  'i',
);

/** Whether what follows an amount's scale says that it counts people, things or time. */
export function countsSomething(after: string): boolean {
  return COUNTED.test(after);
}

/** Whether a number without currency or scale is a reference, date, time, share, version or telephone number. */
export function isSomethingElse(digits: string, before: string, after: string): boolean {
  if (/[\w#@/:.\-–第]\s?$/.test(before) && !/\w\s$/.test(before)) return true;
  if (/^\s?[%‰折成]|^[-/:.–]\s?\d|^[a-z_]|^\s?[月号日年点楼期季周时度#]/i.test(after)) return true;
  const plain = digits.replaceAll(',', '');
  if (/^20\d\d$/.test(plain) || /^20\d\d[01]\d[0-3]\d$/.test(plain)) return true;
  return (!digits.includes(',') && plain.length >= 10) || Number(plain) < 100 || countsSomething(after);
}
