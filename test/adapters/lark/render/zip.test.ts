import { expect, test } from 'vitest';
import { fitted } from '../../../../src/adapters/lark/render/fit.ts';
import { words } from '../../../../src/adapters/lark/words.ts';
import type { Card, CardElement } from '../../../../src/chat/card.ts';
import { cardFaults } from '../../../support/fake-lark/card-rules.ts';
import { rowsIn } from '../../../support/fake-lark/reading.ts';
import { dealCard } from '../../../support/local-cards.ts';

type Locale = 'en' | 'zh';
type Made = (locale: Locale) => Card;
const spot = { kind: 'room' } as const;
const sideOf = (make: Made, locale: Locale) => {
  const card = make(locale);
  const image = () => `img_${locale}`;
  const pen = { locale, words: words[locale], spot, bilingual: true, image, idOf: () => undefined };
  return { whole: { text: card.footer ?? card.title, card }, pen };
};
const inBoth = (make: Made, own: Locale = 'zh'): string => {
  const card = fitted(sideOf(make, own), sideOf(make, own === 'zh' ? 'en' : 'zh')).render('rest');
  expect(cardFaults(JSON.stringify(card))).toEqual([]);
  return JSON.stringify(card);
};

test('the two languages of a card become one, each text with both, also what a notification shows', () => {
  const json = inBoth((locale) => dealCard(locale, 3));
  expect(json).toContain('"i18n_content":{"zh_cn":"金额","en_us":"Amount"}');
  expect(json).toMatch(/"summary":\{"content":"[^"]+","i18n_content":\{"zh_cn":"[^"]+","en_us":"[^"]+"\}/);
});

test('in a place that speaks English the English text comes first', () => {
  const json = inBoth((locale) => dealCard(locale, 3), 'en');
  expect(json).toMatch(/"content":"Amount",[^{}]*"i18n_content":{"zh_cn":"金额","en_us":"Amount"}/);
});

test('a sentence that is the title in one language only stands above the card in both', () => {
  const title = { zh: '赢单', en: 'Won' };
  const footer = { zh: '赢单', en: 'It is won' };
  const json = inBoth((locale) => ({ title: title[locale], elements: [], footer: footer[locale] }));
  expect(json.split('"i18n_content":{"zh_cn":"赢单","en_us":"It is won"}')).toHaveLength(4);
});

test('what is not alike stands there in both languages, one below the other', () => {
  const said: Record<Locale, string[]> = { zh: ['甲', '乙'], en: ['A'] };
  const elements = (locale: Locale): CardElement[] => said[locale].map((text) => ({ kind: 'text', text }));
  const json = inBoth((locale) => ({ title: locale, elements: elements(locale) }));
  expect([...json.matchAll(/"content":"([甲乙A])"/g)].map((one) => one[1])).toEqual(['甲', '乙', 'A']);
  const table = { kind: 'table' as const, columns: [{ label: '甲' }], rows: [['1']] };
  inBoth((locale) => ({ title: locale, elements: said[locale].flatMap(() => [table, table]) }));
  const badge = { text: '赢单', tone: 'good' } as const;
  expect(inBoth((locale) => ({ title: locale, ...(locale === 'zh' && { badge }), elements: [] }))).toContain(
    '赢单',
  );
});

test('a table and a picture are there in both languages', () => {
  const json = inBoth((locale) => {
    const [title, label, detail] =
      locale === 'zh' ? ['漏斗', '谈判 <at id=all></at>', '停滞'] : ['Funnel', '**Talks** | x', 'stuck'];
    const bars = [{ label, count: 1, value: 1, text: '¥1.5', detail }];
    const picture = { kind: 'funnel' as const, title, bars };
    return { title, elements: [{ kind: 'picture', picture, alt: title }] };
  });
  expect(json).toContain('"i18n_img_key":{"zh_cn":"img_zh","en_us":"img_en"}');
  expect(json).toContain('"i18n_content":{"zh_cn":"漏斗","en_us":"Funnel"}');
  const { body } = JSON.parse(json);
  const { i18n_content } = body.elements.find((node: { tag: string }) => node.tag === 'markdown');
  expect(rowsIn(i18n_content.zh_cn)).toEqual(['漏斗  ', '谈判 <at id=all></at> ¥1.5 停滞']);
  expect(rowsIn(i18n_content.en_us)).toEqual(['Funnel  ', '**Talks** | x ¥1.5 stuck']);
});
