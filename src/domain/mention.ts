import { type Called, calledIn } from './title.ts';

/**
 * Which known names a line speaks of. A name is found by a fragment anywhere in the line: at least two Chinese
 * characters of it, a whole word, or the beginning of a word from three letters on; a person also by surname and title
 * or by nickname. Pure: the names come from outside.
 */

export type Known = {
  kind: 'deal' | 'customer' | 'contact' | 'person' | 'team' | 'stage';
  id: string;
  name: string;
};

export type Mention = {
  known: Known;
  /** Where in the line. */
  start: number;
  end: number;
  /** Grows with the characters of the name that were said. A whole name beats a fragment, a company its people. */
  weight: number;
};

/** Words that stand in so many names and sentences that alone they name nobody. */
const COMMON: ReadonlySet<string> = new Set(
  [
    '股份有限公司 有限责任公司 有限公司 公司 集团 股份 有限 科技 技术 中国 项目 系统 平台 工程 服务 国际 实业 控股 客户 商机 合同',
    '演示 方案 报价 电话 拜访 会议 沟通 采购 合作 续约 续费 一期 二期 三期 今天 明天 昨天 后天 本周 下周 上周 本月 下月 月底 年底 老板 老师 经理',
    'the and inc ltd llc gmbh corp co company group holdings international project deal for with from phase new of to in on at',
    'met saw got can has had not but too all any say now day one two our out off see set try yes yet ask buy pay sit let did put',
    'cut win won lost mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec cfo ceo cto coo cio next last',
    'this that they them then than what when who how why will want need call demo sent send said says just back been both come',
    'done down each even ever good great have here high into keep know late like long look lots made make many more most move',
    'much must only open over plan price push quote real same show sign some soon such take talk tell test time too under very',
    'via visit wait was week went were while work year you your left asked after before again about still',
  ]
    .join(' ')
    .split(' '),
);

/** Folding must keep positions, so it maps character by character. */
const fold = (text: string): string =>
  [...text]
    .map((char) => {
      const folded = char.normalize('NFKC').toLowerCase();
      return folded.length === char.length ? folded : char;
    })
    .join('');

const HAN = /\p{Script=Han}/u;
/** Words in letters; Chinese runs on without spaces, so it ends a word: 跟acme谈了. */
const WORD = /(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
const DIGITS = /^\p{N}+$/u;

/** The pieces of a line that a name could contain, for the store's first, rough search. */
export function fragments(line: string): string[] {
  const folded = fold(line);
  const found = new Set<string>();
  for (const called of calledIn(folded)) found.add(called.begins ?? called.ends ?? '');
  for (const run of folded.match(/\p{Script=Han}{2,}/gu) ?? []) {
    const chars = [...run];
    for (let at = 0; at + 2 <= chars.length; at += 1) found.add(chars.slice(at, at + 2).join(''));
  }
  for (const word of folded.match(WORD) ?? []) {
    if (word.length > 1 && !COMMON.has(word)) found.add(word);
  }
  found.delete('');
  return [...found].slice(0, 200);
}

/** The best mention of each known name, heaviest first. */
export function mentions(line: string, known: readonly Known[]): Mention[] {
  const folded = fold(line);
  const called = calledIn(folded);
  return known
    .flatMap((one) => {
      const name = fold(one.name);
      const place = heavier(
        matchIn(folded, name, one.kind),
        CALLED.has(one.kind) ? calledAs(called, name) : null,
      );
      return place === null ? [] : [{ known: one, ...place, weight: weigh(one, place) }];
    })
    .sort((a, b) => b.weight - a.weight || a.start - b.start);
}

/** The mentions that are as good as the best one and stand in the same place: the person chooses among them. */
export function best(found: readonly Mention[]): Mention[] {
  const top = found[0];
  if (top === undefined) return [];
  return found.filter((one) => one.weight >= top.weight - 0.01 && one.start < top.end && one.end > top.start);
}

type Place = { start: number; end: number; weight: number };

const CALLED: ReadonlySet<Known['kind']> = new Set(['contact', 'person']);

/** A contact weighs less than the least company: in 远景见了王总 it is 远景 that says which 王总. */
const weigh = ({ kind }: Known, { weight }: Place): number =>
  kind === 'contact' ? (2 * weight) / (weight + 4) : weight;

const heavier = (a: Place | null, b: Place | null): Place | null =>
  a === null || (b !== null && b.weight > a.weight) ? b : a;

function matchIn(line: string, name: string, kind: Known['kind']): Place | null {
  const bare = name.trim();
  if (bare === '') return null;
  // Stages are named in common words (合同签订, Contract), and a stage is looked for only where one was said.
  const mask = kind === 'stage' ? unnamed(bare) : uncommon(bare);
  if (!mask.includes('.')) return line.trim() === bare ? wholeIn(line, bare) : null;
  return wholeIn(line, bare) ?? heavier(hanMatch(line, bare, mask), wordMatch(line, bare, kind));
}

/** Of each character of a name, whether it belongs to a word that says something ('.') or to a common one (' '). */
function uncommon(name: string): string {
  const mask = name.replace(/[^\p{L}\p{M}\p{N}]/gu, (char) => ' '.repeat(char.length)).replace(/[^ ]/g, '.');
  const common = [
    ...[...name.matchAll(WORD)]
      .filter((match) => COMMON.has(match[0]))
      .map((match) => ({ at: match.index, length: match[0].length })),
    ...HAN_COMMON.flatMap((word) => occurrences(name, word).map((at) => ({ at, length: word.length }))),
  ];
  return common.reduce(
    (left, { at, length }) => left.slice(0, at) + ' '.repeat(length) + left.slice(at + length),
    mask,
  );
}

/** 客户 alone is no 潜在客户, project no "Qualified project". */
const NOUNS = ['客户', '商机', '项目', '公司', '团队', '阶段', 'project', 'deal', 'customer', 'stage'];

const unnamed = (name: string): string =>
  NOUNS.flatMap((noun) => occurrences(name, noun).map((at) => ({ at, length: noun.length }))).reduce(
    (left, { at, length }) => left.slice(0, at) + ' '.repeat(length) + left.slice(at + length),
    name.replace(/./gsu, (char) => '.'.repeat(char.length)),
  );

const HAN_COMMON = [...COMMON].filter((word) => HAN.test(word));

function occurrences(text: string, piece: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) found.push(at);
  return found;
}

function wholeIn(line: string, name: string): Place | null {
  const start = occurrences(line, name).find((at) => bounded(line, at, at + name.length));
  return start === undefined ? null : { start, end: start + name.length, weight: name.length * 2 + 1 };
}

/** The longest run of Chinese characters that line and name share, two of them in no common word. */
function hanMatch(line: string, name: string, mask: string): Place | null {
  let found: Place | null = null;
  let to = 0;
  for (let at = 0; at < name.length - 1; at += 1) {
    if (!HAN_PIECE.test(name[at] ?? '')) continue;
    // What the piece before reached, this one reaches too: one pass over the name.
    to = Math.max(to, at + 1);
    while (to < name.length && HAN_PIECE.test(name[to] ?? '') && line.includes(name.slice(at, to + 1)))
      to += 1;
    const piece = name.slice(at, to);
    const saying = [...piece].filter((char, index) => HAN.test(char) && mask[at + index] === '.');
    if (saying.length < 2 || piece.length * 2 <= (found?.weight ?? 0)) continue;
    const start = line.indexOf(piece);
    found = { start, end: start + piece.length, weight: piece.length * 2 };
  }
  return found;
}

const HAN_PIECE = /[\p{Script=Han}\p{N}a-z]/u;

/** Consecutive words of the name, whole but for the first one said, which may be cut to three letters. */
function wordMatch(line: string, name: string, kind: Known['kind']): Place | null {
  const words = name.match(WORD) ?? [];
  let found: Place | null = null;
  for (const said of line.matchAll(WORD)) {
    const word = said[0];
    const passed = kind === 'stage' ? NOUNS.includes(word) : COMMON.has(word);
    if (word.length < 2 || DIGITS.test(word) || passed) continue;
    if (words.length > 1 && word === words.join('')) {
      found = heavier(found, {
        start: said.index,
        end: said.index + word.length,
        weight: name.length * 2 + 1,
      });
    }
    for (const [index, one] of words.entries()) {
      if (one !== word && !(word.length >= 3 && one.startsWith(word))) continue;
      found = heavier(found, sequence(line, { words, index, start: said.index, word }));
    }
  }
  return found;
}

type Beginning = { words: readonly string[]; index: number; start: number; word: string };

/** How many of the name's words follow each other in the line from `word` on. */
function sequence(line: string, { words, index, start, word }: Beginning): Place {
  const exact = words[index] === word;
  let end = start + word.length;
  let weight = word.length + (exact ? 0.25 : 0);
  let last = index;
  for (const next of exact ? words.slice(index + 1) : []) {
    const follows = /^[\s,.'’&+-]*((?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+)/u.exec(
      line.slice(end, end + 80),
    );
    if (follows === null || follows[1] !== next) break;
    end += follows[0].length;
    weight += next.length;
    last += 1;
  }
  const whole = exact && index === 0 && last === words.length - 1 && words.length > 1;
  return { start, end, weight: whole ? weight * 2 + 1 : weight };
}

/** 王总 and 老王 call anybody whose name begins with 王. */
function calledAs(called: readonly Called[], name: string): Place | null {
  const one = called.find(({ begins, ends }) =>
    begins === undefined
      ? ends !== undefined && name.length > 1 && name.endsWith(ends)
      : name.startsWith(begins),
  );
  return one === undefined ? null : { start: one.start, end: one.end, weight: 3 };
}

/** Latin names must stand as words and numbers apart from units; Chinese has no spaces. */
function bounded(line: string, start: number, end: number): boolean {
  const wordy = /(?!\p{Script=Han})[\p{L}\p{N}]/u;
  const before = line[start - 1] ?? ' ';
  const first = line[start] ?? ' ';
  const last = line[end - 1] ?? ' ';
  const after = line[end] ?? ' ';
  if (
    /^\p{N}+$/u.test(line.slice(start, end)) &&
    (/[\d.,/:#-]/.test(before) || /[\d.,/:%万亿千百个月号日年点-]/.test(after))
  ) {
    return false;
  }
  return !(wordy.test(before) && wordy.test(first)) && !(wordy.test(last) && wordy.test(after));
}
