// Generated neutral cards and forms for tests of their rendering: every kind of element and control, with what people
// really type: markup, right-to-left, emoji, phone numbers, and names of ten thousand characters.

import fc from 'fast-check';
import type { Card, CardElement, Words } from '../../src/chat/card.ts';
import type { Form, FormControl } from '../../src/chat/form.ts';

const nasty = fc.constantFrom(
  '<at user_id="all">所有人</at>',
  '**bold** [link](https://example.com)',
  'مرحبا بالعالم',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '致电 13812345678 或 wang.fang@example.com',
  '\u0000\u0007 control',
  '"}],"tag":"form"',
  '\ud83d',
);
const word = fc.oneof(
  { weight: 20, arbitrary: fc.string({ maxLength: 16 }) },
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  {
    weight: 30,
    arbitrary: fc.constantFrom('远景能源 数据平台一期', '¥48万', 'Acme renewal', '周二 11月24日'),
  },
  { weight: 6, arbitrary: nasty },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('长', 'W', '👍'), fc.integer({ min: 200, max: 10_000 }))
      .map(([one, times]) => one.repeat(times)),
  },
);
const words: fc.Arbitrary<Words> = fc.record(
  {
    line: word,
    values: fc.dictionary(fc.constantFrom('deal', 'note', 'entry'), fc.string({ maxLength: 20 }), {
      maxKeys: 2,
    }),
    seen: fc.record({ deal: fc.nat(9999), version: fc.nat(99) }),
  },
  { requiredKeys: ['line'] },
);
const tone = fc.constantFrom('plain', 'good', 'warn', 'bad', 'muted' as const);
const few = <T>(one: fc.Arbitrary<T>, most: number) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.array(one, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(one, { maxLength: most }) },
  );

const button = fc.record(
  {
    label: word,
    says: words,
    tone: fc.constantFrom('primary', 'danger' as const),
    confirm: fc.record({ title: word, text: word }),
  },
  { requiredKeys: ['label', 'says'] },
);
const fact = fc.record(
  { label: word, value: word, tone, press: words },
  { requiredKeys: ['label', 'value'] },
);
const step = fc.record(
  { label: word, state: fc.constantFrom('done', 'skipped', 'current', 'ahead' as const), detail: word },
  { requiredKeys: ['label', 'state'] },
);
const item = fc.record(
  { title: word, detail: word, tone, press: words, buttons: few(button, 8) },
  { requiredKeys: ['title'] },
);
const cell = fc.oneof(word, fc.record({ text: word, press: words, tone }, { requiredKeys: ['text'] }));
const table = fc.integer({ min: 1, max: 8 }).chain((width) =>
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(fc.record({ label: word }), { minLength: width, maxLength: width }),
    rows: few(fc.array(cell, { minLength: width, maxLength: width }), 60),
  }),
);
const picture = fc.oneof(
  fc.record({
    kind: fc.constant('funnel' as const),
    title: word,
    bars: few(fc.record({ label: word, count: fc.nat(), value: fc.nat(), text: word }), 40),
  }),
  fc.record({
    kind: fc.constant('line' as const),
    title: word,
    x: few(word, 30),
    series: fc.array(fc.record({ label: word, values: fc.array(fc.option(fc.nat())) }), { maxLength: 4 }),
  }),
);

const leaf: fc.Arbitrary<CardElement> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: word, tone }, { requiredKeys: ['kind', 'text'] }),
  fc.record({ kind: fc.constant('facts' as const), facts: few(fact, 40) }),
  fc.record({ kind: fc.constant('path' as const), steps: few(step, 40) }),
  fc.record(
    { kind: fc.constant('list' as const), title: word, items: few(item, 60) },
    { requiredKeys: ['kind', 'items'] },
  ),
  table,
  fc.record({ kind: fc.constant('picture' as const), picture, alt: word }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: few(button, 30) }),
  fc.constant({ kind: 'divider' as const }),
);
const more = (inner: fc.Arbitrary<CardElement>): fc.Arbitrary<CardElement> =>
  fc.record({ kind: fc.constant('more' as const), summary: word, elements: few(inner, 12) });
const element = fc.oneof(
  { weight: 8, arbitrary: leaf },
  { weight: 1, arbitrary: more(leaf) },
  { weight: 1, arbitrary: more(more(leaf)) },
);

export const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    title: word,
    subtitle: word,
    badge: fc.record({ text: word, tone }),
    elements: few(element, 40),
    footer: word,
  },
  { requiredKeys: ['title', 'elements'] },
);
export const anyButtons = few(button, 10);
export const anyText = word;

const options = few(
  fc.record({ value: fc.uuid(), label: word, detail: word }, { requiredKeys: ['value', 'label'] }),
  150,
);
const control: fc.Arbitrary<FormControl> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('line', 'lines' as const),
    maxLength: fc.integer({ min: 1, max: 4000 }),
  }),
  fc.record({ kind: fc.constantFrom('date', 'time', 'money', 'number' as const) }),
  fc.record({
    kind: fc.constantFrom('choice', 'choices' as const),
    options: options.filter((one) => one.length > 0),
  }),
  fc.record({
    kind: fc.constant('search' as const),
    of: fc.constantFrom('deal', 'customer', 'person', 'team' as const),
  }),
);
const field = fc.record(
  {
    label: word,
    required: fc.boolean(),
    control,
    value: fc.oneof(word, fc.constantFrom('2026-12-31', '09:30', '48万')),
    hint: word,
    example: word,
    fault: word,
  },
  { requiredKeys: ['label', 'required', 'control'] },
);

export const anyForm: fc.Arbitrary<Form> = fc
  .record(
    {
      title: word,
      note: word,
      submit: fc.constantFrom('保存', 'Save'),
      says: words,
      fields: fc.array(field, { minLength: 1, maxLength: 10 }),
    },
    { requiredKeys: ['title', 'submit', 'says', 'fields'] },
  )
  .map((form) => ({ ...form, fields: form.fields.map((one, index) => ({ ...one, name: `field${index}` })) }));
