/**
 * Texts that look like dates and are none. What one of them covers is not read at all. Listed one reason a
 * line; case matters only where it says so.
 */
export const notDates: readonly RegExp[] = [
  // Ratings, fractions and shares: 4/5星, 9/10分, 1/2 done, rated 4/5, 24/7, 50/50.
  /\d+\/\d+\s?(?:颗?星|分(?!钟)|票|个|家|人|页|项|完成|进度|已|的|stars?\b|points?\b|done\b|complete|of\b|people\b|pages?\b|players?\b|criteria\b|steps?\b|stages?\b|met\b|approvals?\b|votes?\b|scores?\b|would\b|signed\b|ready\b|full\b|inch|")/gi,
  /(?:评分|打分|得分|评级|页|进度|score[sd]?|rated?|rating|page|step|stage|part|slide|phase|version|ver)\s?(?:是|为|of|at|:)?\s?\d+\/\d+/gi,
  /24\s?[/x×*]\s?7(?![\d/])|7\s?[x×*]\s?24/gi,
  /50\/50/g,
  // Versions and addresses: v1.2, 10.0.3.4, build 2026.11.21.
  /(?<![a-z])(?:v|ver|version|版本|build|release|r|ip)\.?\s?\d+(?:[./-]\d+)+/gi,
  /\d+(?:\.\d+){3,}/g,
  // Telephone numbers and other long codes with dashes.
  /(?<!\d)(?:\+?\d{1,3}[- ])?(?:\d{3,4}-){1,2}\d{4,8}(?!\d)/g,
  // Repetition is a schedule, not a date.
  /每(?:隔|逢)?(?:个|两|三)?(?:周|星期|礼拜|月|季度|年|天|日)(?:[一二三四五六日天]|\d{1,2}[号日]|初|底|末|一次)?/g,
  /(?:every|each)\s+(?:other\s+)?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun|sat)?(?:day|week|month|quarter|year)?s?\b/gi,
  /(?:[\d一二两三四五六七八九十半]个?)(?:周|星期|月)一次/g,
  // Ordinals and phases: 第二期, 第3天, 第二周, 一期.
  /第[一二三四五六七八九十百\d]+(?:天|日|周|年|月|号|期|次|届|轮|版)/g,
  /[一二三四五六七八九十]期/g,
  // Editions and parts of names: 3月版方案, 3月份版, 5月天, 三月三.
  /\d{1,2}月(?:份)?(?:版|刊|号楼|天乐)/g,
  /[一二三四五六七八九十]{1,2}月(?:份)?(?:版|刊)/g,
  /今日头条|今日资本|明日方舟|明日之星|明天系|明天控股|昨日重现|后天性|周六福|周大福|周生生|三月三|八月瓜|双十一|双十二|生日/g,
  /(?<=[一二两三四五六七八九十\d])周[一二三四五六日天](?!晚|早|上午|下午)/g,
  // A lasting time: 24小时热线, 30天账期, 一天到晚.
  /一天到晚|一年一度|一年到头|日月/g,
  // People and verbs: May called, we may 2x, march through, sat with, sun hydraulics, good and black Fridays.
  /\b(?:we|they|he|she|it|i|you|that|who|which|customer|client|price|budget|deal|team)\s+may\b(?:\s+\d+)?/gi,
  /\b\d{1,2}(?:st|nd|rd|th)?\s+(?:may|march|mar)\s+(?=[a-z])(?!(?:at|for|or|and|to|then|but|with|if|when|works|latest|please|in|by|is|20)\b)/g,
  /\b(?:black|good|casual|cyber|super|ash|freaky|happy)\s+(?:friday|monday|tuesday|wednesday|sunday)\b/gi,
  /\b(?:sunday|friday|monday|wednesday|thursday|tuesday|saturday)\s+(?:times|night football|adeleja|addams)\b/gi,
  /\bdec(?:\s|-)?(?:alpha|pdp)\b/gi,
  // Day-of-month words that count something else: the 5th meeting is left alone by the rule, 31 days here.
  /\bq[1-4]\s+(?:numbers|results|report|review|deck|figures)\b/gi,
];
