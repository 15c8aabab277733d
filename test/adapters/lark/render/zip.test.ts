import { expect, test } from 'vitest';
import { fitted } from '../../../../src/adapters/lark/render/fit.ts';
import { zipped } from '../../../../src/adapters/lark/render/zip.ts';
import { words } from '../../../../src/adapters/lark/words.ts';
import { cardFaults } from '../../../support/fake-lark/card-rules.ts';
import { dealCard } from '../../../support/local-cards.ts';

const rendered = (locale: 'en' | 'zh', stage = 3) => {
  const card = dealCard(locale, stage);
  const pen = {
    locale,
    words: words[locale],
    spot: { kind: 'room' },
    image: () => undefined,
    idOf: () => undefined,
  } as const;
  return fitted({ text: card.title, card }, pen).render();
};

test('the two languages of a card become one, each text with both', () => {
  const both = zipped(rendered('zh'), rendered('en'), 'zh');
  const json = JSON.stringify(both);
  expect(json).toContain('"i18n_content":{"zh_cn":"金额","en_us":"Amount"}');
  expect(cardFaults(json)).toEqual([]);
});

test('cards that are not alike are not zipped', () => {
  const en = rendered('en');
  expect(
    zipped(rendered('zh'), { ...en, body: { ...en.body, elements: en.body.elements.slice(1) } }, 'zh'),
  ).toBeNull();
});

test('in a place that speaks English the English text comes first', () => {
  const json = JSON.stringify(zipped(rendered('en'), rendered('zh'), 'en'));
  expect(json).toMatch(/"content":"Amount",[^{}]*"i18n_content":{"zh_cn":"金额","en_us":"Amount"}/);
});

test('a picture is there in both languages; a table, which cannot be, in that of the place', () => {
  const card = (locale: 'en' | 'zh') => {
    const [title, label, key] =
      locale === 'zh' ? ['漏斗', '谈判', 'img_zh'] : ['Funnel', 'Negotiation', 'img_en'];
    const bars = [{ label, count: 1, value: 1, text: '1' }];
    const picture = { kind: 'funnel' as const, title, bars };
    const elements = [{ kind: 'picture' as const, picture, alt: title }];
    const pen = {
      locale,
      words: words[locale],
      spot: { kind: 'room' },
      image: () => key,
      idOf: () => undefined,
    } as const;
    return fitted({ text: title, card: { title, elements } }, pen).render();
  };
  const json = JSON.stringify(zipped(card('zh'), card('en'), 'zh'));
  expect(json).toContain('"img_key":"img_zh"');
  expect(json).toContain('"i18n_img_key":{"zh_cn":"img_zh","en_us":"img_en"}');
  expect(json).toContain('"i18n_content":{"zh_cn":"漏斗","en_us":"Funnel"}');
  expect(json).toContain('"c0":"谈判"');
  expect(cardFaults(json)).toEqual([]);
});
