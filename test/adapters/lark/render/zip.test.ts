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
  const both = zipped(rendered('zh'), rendered('en'));
  const json = JSON.stringify(both);
  expect(json).toContain('"i18n_content":{"zh_cn":"金额","en_us":"Amount"}');
  expect(cardFaults(json)).toEqual([]);
});

test('cards that are not alike are not zipped', () => {
  const en = rendered('en');
  expect(
    zipped(rendered('zh'), { ...en, body: { ...en.body, elements: en.body.elements.slice(1) } }),
  ).toBeNull();
});
