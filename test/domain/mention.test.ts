import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { best, fragments, type Known, mentions } from '../../src/domain/mention.ts';
import { calledIn } from '../../src/domain/title.ts';

const customers: Known[] = [
  '远景能源有限公司',
  '远大科技集团',
  '华能电力',
  '国家电力',
  '中建三局',
  '中石油',
  '科技有限公司',
  'Acme Corp',
  'Acme Holdings Ltd',
  'Globex',
  'Global Traders, Inc.',
  'Coca-Cola',
  'AT&T',
  '360',
  'Metro Cash',
].map((name, index) => ({ kind: 'customer', id: `c${index}`, name }));
const deals: Known[] = [
  { kind: 'deal', id: '1', name: '远景储能监控系统' },
  { kind: 'deal', id: '2', name: '项目合同' },
  { kind: 'deal', id: '3', name: 'CRM renewal' },
];
const contacts: Known[] = [
  { kind: 'contact', id: 'c2', name: '王建国' },
  { kind: 'contact', id: 'c0', name: '王磊' },
  { kind: 'contact', id: 'c2', name: '李工' },
  { kind: 'contact', id: 'c4', name: '欧阳雪' },
  { kind: 'contact', id: 'c7', name: 'Dana Lee' },
];
const people: Known[] = ['刘洋', '刘芳', '王强', 'Sam Chen', 'Samuel Ortiz', '陈晓明'].map((name, index) => ({
  kind: 'person',
  id: `p${index}`,
  name,
}));
const all = [...customers, ...deals, ...contacts, ...people];

const named = (line: string, known: readonly Known[] = [...customers, ...deals, ...contacts]) =>
  best(mentions(line, known))
    .map((one) => one.known.name)
    .sort();

describe('a company is found by a fragment anywhere in the line', () => {
  test.each([
    ['昨天去了趟华能，见了人', ['华能电力']],
    ['跟远大的人聊了', ['远大科技集团']],
    ['中建改60个', ['中建三局']],
    ['met globex today', ['Globex']],
    ["globex's cfo said no", ['Globex']],
    ['GLOBEX.', ['Globex']],
    ['ＧＬＯＢＥＸ签了', ['Globex']],
    ['跟globex谈了', ['Globex']],
    ['(globex)', ['Globex']],
    ['glob wants a demo', ['Global Traders, Inc.', 'Globex']],
    ['global traders inc signed', ['Global Traders, Inc.']],
    ['coca cola pushed again', ['Coca-Cola']],
    ['cocacola called', ['Coca-Cola']],
    ['at&t wants a quote', ['AT&T']],
    ['360签了', ['360']],
  ])('%s', (line, expected) => {
    expect(named(line)).toEqual(expected);
  });
});

describe('a fragment that stands in several names yields all of them', () => {
  test.each([
    ['电力那个单子', ['华能电力', '国家电力']],
    ['acme wants a demo', ['Acme Corp', 'Acme Holdings Ltd']],
    ['远景签了', ['远景储能监控系统', '远景能源有限公司']],
  ])('%s', (line, expected) => {
    expect(named(line)).toEqual(expected.toSorted());
  });

  test.each([
    ['acme holdings wants a demo', ['Acme Holdings Ltd']],
    ['华能电力的单子', ['华能电力']],
    ['远景能源签了', ['远景能源有限公司']],
  ])('but more of one name decides: %s', (line, expected) => {
    expect(named(line)).toEqual(expected);
  });

  test('and a whole name beats fragments', () => {
    const known: Known[] = ['远景', '远景能源'].map((name) => ({ kind: 'customer', id: name, name }));
    expect(named('远景签了', known)).toEqual(['远景']);
  });
});

describe('common words alone name nobody', () => {
  test.each([
    '这家科技公司的项目',
    '科技有限公司都这样',
    'the company said no',
    'met the team',
    '合同项目都签了',
    '客户说下周演示',
    '花了360万',
    'demo on 3/60',
    '今天天气不错',
  ])('%s', (line) => {
    expect(named(line)).toEqual([]);
  });

  test('a name made of common words alone is found only when it is all that was said', () => {
    expect(named('科技有限公司')).toEqual(['科技有限公司']);
  });

  test('a stage is named in common words', () => {
    const stages: Known[] = ['合同签订', '技术突破1', '技术突破2'].map((name) => ({
      kind: 'stage',
      id: name,
      name,
    }));
    expect(named('合同', stages)).toEqual(['合同签订']);
    expect(named('技术突破', stages)).toEqual(['技术突破1', '技术突破2']);
    expect(named('技术突破2', stages)).toEqual(['技术突破2']);
  });
});

describe('people are called by surname and title, by nickname or by first name', () => {
  test.each([
    ['跟王总通了电话', ['王建国', '王磊']],
    ['李工说没问题', ['李工']],
    ['欧阳总来了', ['欧阳雪']],
    ['王经理没回', ['王建国', '王磊']],
    ['dana called back', ['Dana Lee']],
    ['王建国说可以', ['王建国']],
  ])('a contact: %s', (line, expected) => {
    expect(named(line, contacts)).toEqual(expected.toSorted());
  });

  test.each([
    ['小刘盯', ['刘洋', '刘芳']],
    ['老王跟', ['王强']],
    ['阿强负责', ['王强']],
    ['晓明接手', ['陈晓明']],
    ['sam has globex now', ['Sam Chen']],
    ["that's Sam's", ['Sam Chen']],
    ['刘洋来跟', ['刘洋']],
  ])('a colleague: %s', (line, expected) => {
    expect(named(line, people)).toEqual(expected.toSorted());
  });

  test('a company decides over its people', () => {
    expect(named('中建见了王总')).toEqual(['中建三局']);
    expect(named('met dana lee at globex')).toEqual(['Globex']);
  });

  test.each(['小程序上线了', '方案很好', '施工方来了', '总部在上海', '加工厂', '小范围试用'])(
    'nobody is called in %s',
    (line) => {
      expect(calledIn(line)).toEqual([]);
    },
  );
});

test('the first search is wide enough for every mention', () => {
  const line = '远景见了王总，小刘盯，跟Globex的dana聊了';
  const pieces = fragments(line);
  for (const { known } of mentions(line, all)) {
    expect(pieces.some((piece) => known.name.toLowerCase().includes(piece))).toBe(true);
  }
});

test('whatever is typed and whatever is named, spans lie in the line', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(...all.map((one) => one.name), '王总', '小', '\ud83d', 'İ', 'ﬃ', '有限公司', '𠮷野家'),
  );
  const text = fc.array(word, { maxLength: 5 }).map((words) => words.join(''));
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 5 }), (line, names) => {
      const known = [
        ...all,
        ...names.map((name, index): Known => ({ kind: 'deal', id: String(index), name })),
      ];
      for (const piece of fragments(line)) expect(piece).not.toBe('');
      const found = mentions(line, known);
      for (const one of found) {
        expect(one.start).toBeGreaterThanOrEqual(0);
        expect(one.end).toBeGreaterThan(one.start);
        expect(one.end).toBeLessThanOrEqual(line.length);
        expect(one.weight).toBeGreaterThan(0);
      }
      expect(best(found).length).toBeLessThanOrEqual(found.length);
    }),
    { numRuns: 300 },
  );
});
