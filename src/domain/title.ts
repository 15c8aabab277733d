/** How Chinese speakers call people without their full name: 王总, 李工, 欧阳老师, 小刘, 老王, 阿强. */

/** Family names of one character, for use inside a character class. */
export const FAMILY_NAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪柯申欧梅庄管温殷焦邢纪祝俞应宁涂葛华鲁翟包左关牛裴齐辛路柳詹季简岳饶柴耿费舒项骆游尚聂童蓝翁岑阮伍';
const DOUBLE = '欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|司徒|端木|东方|南宫';

const LONG_TITLES =
  '董事长|总经理|副总裁|老板娘|总监|总裁|经理|主任|主管|部长|处长|科长|局长|所长|院长|校长|厂长|行长|站长|队长|组长|书记|秘书|老师|教授|博士|医生|大夫|护士长|师傅|老板|会计|律师|助理|工程师|小姐|女士|先生';
/** One character long, these also begin other words: 总部, 工厂, 董事会, 处理, 局面, 科技. */
const SHORT_TITLES =
  '总(?![部局体结量额])|工(?![程作业厂人资地期艺会商])|董(?!事会)|[姐哥]|处(?![理于置])|局(?!面)|科(?!技)';

const TITLED = new RegExp(`(${DOUBLE}|[${FAMILY_NAMES}])副?(?:${LONG_TITLES}|${SHORT_TITLES})`, 'gu');
/** 小程序, 小范围, 老方案 and the like call nobody. */
const NICKNAMED = new RegExp(
  `[小老](?!程序|范围|项目|金额|金属|方案|方便|关系|关键|毛病|费用|常规|万|于|时|路|江湖|石)([${FAMILY_NAMES}])|阿(\\p{Script=Han})`,
  'gu',
);

/** Words that happen to look like a surname with a title. */
const NOT_PEOPLE = /^(?:何处|方局|文科|万科|金科|应科|高科|华科|关工|武总队)$/;

/** Somebody who is called by part of their name, which begins with 刘 (小刘, 刘总) or ends with 强 (阿强). */
export type Called = { start: number; end: number; begins?: string; ends?: string };

/** Who is called by surname and title or by a nickname in a line, in order. */
export function calledIn(line: string): Called[] {
  const titled = [...line.matchAll(TITLED)]
    .filter((match) => !NOT_PEOPLE.test(match[0]))
    .map((match): Called => ({ ...extent(match), begins: match[1] ?? '' }));
  const nicknamed = [...line.matchAll(NICKNAMED)].map(
    (match): Called =>
      match[1] === undefined
        ? { ...extent(match), ends: match[2] ?? '' }
        : { ...extent(match), begins: match[1] },
  );
  return [...titled, ...nicknamed].sort((a, b) => a.start - b.start);
}

const extent = (match: RegExpExecArray) => ({ start: match.index, end: match.index + match[0].length });
