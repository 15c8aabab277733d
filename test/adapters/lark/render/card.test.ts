import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitted, type Side } from '../../../../src/adapters/lark/render/fit.ts';
import { formJson } from '../../../../src/adapters/lark/render/form.ts';
import { shown } from '../../../../src/adapters/lark/render/text.ts';
import { words } from '../../../../src/adapters/lark/words.ts';
import type { Card, Words } from '../../../../src/chat/card.ts';
import { cardFaults } from '../../../support/fake-lark/card-rules.ts';
import { pressable, textOf } from '../../../support/fake-lark/reading.ts';
import { anyButtons, anyCard, anyForm, anyText } from '../../../support/lark-cards.ts';
import { inOneLanguage, MARKS, saidAnew } from '../../../support/lark-languages.ts';
import { dealCard, specimenCard } from '../../../support/local-cards.ts';

const REST = '01a1ff71-1f26-76fd-b76f-1ab10dd82879';
const idOf = (says: Words) => (Buffer.byteLength(JSON.stringify(says)) > 600 ? REST : undefined);
const penOf = (locale: 'zh' | 'en', bilingual = false) => {
  const spot = { kind: 'direct' } as const;
  return { locale, words: words[locale], spot, bilingual, image: () => `img_${locale}`, idOf };
};
const pen = penOf('zh');
const contact = /(?<!\d)1[3-9]\d{9}(?!\d)|[\w.]+@[\w-]+\.\w+/;

const anyWhole = fc.record({ text: anyText, card: anyCard, buttons: anyButtons });

test('2,000 generated cards are within the rules of the platform, with what had no room kept', () => {
  fc.assert(
    fc.property(anyWhole, (whole) => {
      const json = JSON.stringify(fitted({ whole, pen }).render(REST));
      expect(cardFaults(json)).toEqual([]);
      expect(json).not.toMatch(contact);
    }),
    { numRuns: 2000, endOnFailure: true },
  );
}, 90_000);

type Whole = Side['whole'];
const sideOf = (whole: Whole, locale: 'zh' | 'en') => ({ whole, pen: penOf(locale, true) });

test('1,500 in two languages are too, and everybody reads every word in their own', () => {
  // English is often longer, and sometimes much longer.
  fc.assert(
    fc.property(anyWhole, fc.constantFrom(1, 2, 9), (whole, times) => {
      const zh = saidAnew(whole, (text) => `${MARKS.zh}${text}`);
      const en = saidAnew(whole, (text) => `${MARKS.en}${text.repeat(times)}`);
      const fit = fitted(sideOf(zh, 'zh'), sideOf(en, 'en'));
      const card = fit.render(REST);
      expect(cardFaults(JSON.stringify(card))).toEqual([]);
      expect(JSON.stringify(card)).not.toMatch(contact);
      expect(inOneLanguage(card)).toEqual([]);
      expect(fit.rest.length > 0).toBe(fit.twinRest.length > 0);
    }),
    { numRuns: 1500, endOnFailure: true },
  );
}, 90_000);

test('two cards that are not alike are one all the same, within the rules', () => {
  fc.assert(
    fc.property(anyWhole, anyWhole, (zh, en) => {
      const card = fitted(sideOf(zh, 'zh'), sideOf(en, 'en')).render(REST);
      expect(cardFaults(JSON.stringify(card))).toEqual([]);
    }),
    { numRuns: 500, endOnFailure: true },
  );
}, 30_000);

test('1,000 generated forms are too', () => {
  fc.assert(
    fc.property(anyForm, fc.boolean(), (form, listed) => {
      const options = listed ? [{ value: 'a', label: '华东' }] : null;
      const json = JSON.stringify(formJson(form, { words: words.zh, draft: REST, options: () => options }));
      expect(cardFaults(json)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
}, 30_000);

/** A card and everything behind its "show the rest". */
function chain(card: Card): string[] {
  const texts: string[] = [];
  let shownCard: Card = card;
  for (let cards = 0; cards < 400; cards += 1) {
    const fit = fitted({ whole: { text: shownCard.title, card: shownCard }, pen });
    texts.push(textOf({ type: 'interactive', content: JSON.stringify(fit.render(REST)) }));
    if (fit.rest.length === 0) return texts;
    shownCard = { title: '…', elements: fit.rest };
  }
  throw new Error('the rest never ends');
}

test('nothing disappears: every item, row and text is on some card behind the first', () => {
  const items = Array.from({ length: 300 }, (_, index) => ({
    title: `商机 #${index}`,
    detail: `客户 ${index}`,
  }));
  const rows = Array.from({ length: 200 }, (_, index) => [`行${index}`, `值${index}`]);
  const text = Array.from({ length: 3000 }, (_, index) => `第${index}句。`).join('');
  const all = chain({
    title: '很长',
    elements: [
      { kind: 'list', items },
      { kind: 'table', columns: [{ label: '甲' }, { label: '乙' }], rows },
      { kind: 'text', text },
      { kind: 'facts', facts: [{ label: '备注', value: text }] },
    ],
  }).join('\n');
  for (const { title } of items) expect(all).toContain(title);
  for (const [row = ''] of rows) expect(all).toContain(row);
  for (const index of [0, 1500, 2999]) expect(all.split(`第${index}句`).length).toBeGreaterThanOrEqual(2);
});

test('every generated card ends, however long', () => {
  fc.assert(
    fc.property(anyCard, (card) => chain(card).length < 400),
    { numRuns: 100, endOnFailure: true },
  );
}, 60_000);

test('a number in a table opens what stands behind it, from a menu that names it', () => {
  const card: Card = {
    title: '漏斗',
    elements: [
      {
        kind: 'table',
        columns: [{ label: '阶段' }, { label: '数量' }],
        rows: [['方案呈现', { text: '12', press: { line: '商机 列表', values: { stage: 'proposal' } } }]],
      },
    ],
  };
  const json = JSON.parse(JSON.stringify(fitted({ whole: { text: '漏斗', card }, pen }).render()));
  const [one] = pressable(json);
  expect(one?.label).toBe('方案呈现 · 数量 · 12');
  expect(JSON.parse(String(one?.action.option))).toEqual({
    l: '商机 列表',
    v: { stage: 'proposal' },
    c: 'd',
  });
});

test('a dangerous button asks first, also when its card does not', () => {
  const whole = {
    text: '输单',
    buttons: [{ label: '输单', tone: 'danger' as const, says: { line: '输单 12' } }],
  };
  const [button] = fitted({ whole, pen }).render().body.elements.slice(-1);
  expect(JSON.stringify(button)).toContain('确定吗？');
});

test('the specimens of the local workspace are shown whole', () => {
  for (const card of [dealCard('zh', 3), specimenCard('en')])
    expect(fitted({ whole: { text: card.title, card }, pen }).rest).toEqual([]);
});

test('phone numbers and addresses are written so that data-loss rules let them pass and people can read them', () => {
  expect(shown('打13812345678，发wang.fang@example.com')).toBe('打138 1234 5678，发wang.fang @ example.com');
  expect(shown('+8613812345678')).toBe('+86138 1234 5678');
  expect(shown('订单 20261121138123456789 不动')).toBe('订单 20261121138123456789 不动');
  expect(shown(shown('13812345678'))).toBe('138 1234 5678');
});
