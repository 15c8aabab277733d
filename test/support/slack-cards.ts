// Cards and forms as nobody would write them: every kind of element, full of what breaks renderers.

import fc from 'fast-check';
import type { Card, CardElement, Picture, Words } from '../../src/chat/card.ts';
import type { Form, FormControl, FormField } from '../../src/chat/form.ts';
import type { Message } from '../../src/chat/message.ts';

const NASTY = [
  '<!channel>',
  '<!here> <@U0123456789>',
  '<https://evil.example|bank.example>',
  '*bold* _it_ ~no~ `code` :tada:',
  '\u202egnp.exe',
  'مرحبا بالعالم، هذا اسم طويل',
  '👩‍👩‍👧‍👦'.repeat(40),
  `e${'\u0301'.repeat(300)}`,
  '\ud83d',
  '   ',
  '',
  '\n\n',
];
/** As long as what is pasted by mistake. Rare: they take most of the time. */
const ENDLESS = ['名'.repeat(10_000), 'x'.repeat(10_000), 'word '.repeat(1500)];

const text = fc.oneof(
  { weight: 96, arbitrary: fc.string({ maxLength: 24 }) },
  { weight: 24, arbitrary: fc.string({ maxLength: 12, unit: 'grapheme' }) },
  { weight: 8, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 4, arbitrary: fc.string({ minLength: 60, maxLength: 400 }) },
  { weight: 1, arbitrary: fc.constantFrom(...ENDLESS) },
);
const tone = fc.constantFrom('plain', 'good', 'warn', 'bad', 'muted');

const words: fc.Arbitrary<Words> = fc.record(
  {
    line: text,
    values: fc.dictionary(fc.constantFrom('deal', 'note', 'amount'), text, { maxKeys: 3 }),
    seen: fc.record({ deal: fc.nat(), version: fc.nat() }),
  },
  { requiredKeys: ['line'] },
);

const button = fc.record(
  {
    label: text,
    says: words,
    tone: fc.constantFrom('primary' as const, 'danger' as const),
    confirm: fc.record({ title: text, text }),
  },
  { requiredKeys: ['label', 'says'] },
);

const cell = fc.oneof(text, fc.record({ text, press: words, tone }, { requiredKeys: ['text'] }));

const picture: fc.Arbitrary<Picture> = fc.oneof(
  fc.record({
    kind: fc.constant('funnel' as const),
    title: text,
    bars: fc.array(fc.record({ label: text, count: fc.nat(), value: fc.nat(), text }), { maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('line' as const),
    title: text,
    x: fc.array(text, { maxLength: 12 }),
    series: fc.array(fc.record({ label: text, values: fc.array(fc.option(fc.nat())) }), { maxLength: 5 }),
  }),
);

const item = fc.record(
  { title: text, detail: text, tone, press: words, buttons: fc.array(button, { maxLength: 7 }) },
  { requiredKeys: ['title'] },
);

const few = { maxLength: 6 };
/** Mostly a handful, sometimes more than any message holds. */
const many = <T>(one: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 29, arbitrary: fc.array(one, { maxLength: 6 }) },
    { weight: 1, arbitrary: one.map((each) => Array.from({ length: 130 }, () => each)) },
  );

export const element: fc.Arbitrary<CardElement> = fc.letrec<{ element: CardElement }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    fc.record({ kind: fc.constant('text' as const), text, tone }),
    fc.record({
      kind: fc.constant('facts' as const),
      facts: fc.array(
        fc.record({ label: text, value: text, press: words }, { requiredKeys: ['label', 'value'] }),
        {
          maxLength: 14,
        },
      ),
    }),
    fc.record({
      kind: fc.constant('path' as const),
      steps: fc.array(
        fc.record(
          { label: text, state: fc.constantFrom('done', 'skipped', 'current', 'ahead'), detail: text },
          { requiredKeys: ['label', 'state'] },
        ),
        { maxLength: 12 },
      ),
    }),
    fc.record({
      kind: fc.constant('list' as const),
      title: text,
      items: many(item),
    }),
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(fc.record({ label: text }), { maxLength: 24 }),
      rows: many(fc.array(cell, { maxLength: 8 })),
    }),
    fc.record({ kind: fc.constant('picture' as const), picture, alt: text }),
    fc.record({
      kind: fc.constant('buttons' as const),
      buttons: fc.array(button, { maxLength: 40, size: 'small' }),
    }),
    fc.record({
      kind: fc.constant('more' as const),
      summary: text,
      elements: fc.array(tie('element'), few),
    }),
    fc.record({ kind: fc.constant('divider' as const) }),
  ),
})).element;

const card: fc.Arbitrary<Card> = fc.record(
  {
    title: text,
    subtitle: text,
    badge: fc.record({ text, tone }),
    elements: fc.array(element, { maxLength: 8 }),
    footer: text,
  },
  { requiredKeys: ['title', 'elements'] },
);

const option = fc.record({ value: text, label: text, detail: text }, { requiredKeys: ['value', 'label'] });

const control: fc.Arbitrary<FormControl> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('line' as const, 'lines' as const),
    maxLength: fc.integer({ min: 1, max: 20_000 }),
  }),
  fc.record({ kind: fc.constantFrom('date' as const, 'time' as const, 'money' as const, 'number' as const) }),
  fc.record({
    kind: fc.constantFrom('choice' as const, 'choices' as const),
    options: fc.oneof(
      fc.array(option, { maxLength: 12 }),
      fc.constant(
        Array.from({ length: 250 }, (_, index) => ({ value: `v${index}`, label: `Option ${index}` })),
      ),
    ),
  }),
  fc.record(
    {
      kind: fc.constant('search' as const),
      of: fc.constantFrom('deal', 'customer', 'person', 'team'),
      chosen: option,
    },
    { requiredKeys: ['kind', 'of'] },
  ),
);

const value = fc.oneof(text, fc.constantFrom('2026-11-21', '09:30', '42', 'v3', 'v3,v7', '下周二'));

const field: fc.Arbitrary<FormField> = fc.record(
  {
    name: fc.constantFrom('a'),
    label: text,
    required: fc.boolean(),
    control,
    value,
    hint: text,
    example: text,
    fault: text,
  },
  { requiredKeys: ['name', 'label', 'required', 'control'] },
);

export const form: fc.Arbitrary<Form> = fc
  .record(
    { title: text, note: text, submit: text, says: words, fields: fc.array(field, { maxLength: 14 }) },
    { requiredKeys: ['title', 'submit', 'says', 'fields'] },
  )
  .map((one) => ({
    ...one,
    fields: one.fields.map((each, index) => ({ ...each, name: `field${index}` })),
  }));

export const message: fc.Arbitrary<Message> = fc.record(
  { text, card, form, buttons: fc.array(button, { maxLength: 8 }) },
  { requiredKeys: ['text'] },
);
