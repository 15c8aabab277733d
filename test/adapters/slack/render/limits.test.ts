import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { formView } from '../../../../src/adapters/slack/answer/modal.ts';
import { bodyBlocks } from '../../../../src/adapters/slack/render/card.ts';
import { rendered } from '../../../../src/adapters/slack/render/message.ts';
import { pictureKey } from '../../../../src/adapters/slack/render/picture.ts';
import { noSlots, type Slots } from '../../../../src/adapters/slack/render/slots.ts';
import type { Message } from '../../../../src/chat/message.ts';
import { element, form, message } from '../../../support/slack-cards.ts';
import { messageFaults, slackSchema, textsIn, viewFaults } from '../../../support/slack-limits.ts';

// 10,000 messages and forms that nobody would write, each within everything that Slack refuses.

const RUNS = 10_000;
/** Minutes, for a machine that does other things too. */
const PATIENCE = 180_000;

let isBlock: ReturnType<typeof slackSchema>;
beforeAll(() => {
  isBlock = slackSchema('KnownBlock');
});

/** As a message is drawn: pictures uploaded, what is too long kept. */
function drawn(one: Message): { text: string; blocks: object[] } {
  const pictures = new Map(
    (one.card?.elements ?? []).flatMap((each) =>
      each.kind === 'picture' && each.alt.length % 2 === 0 ? [[pictureKey(each.picture), 'F0123456789']] : [],
    ) as [string, string][],
  );
  const slots: Slots = { ...noSlots('zh'), pictures };
  const first = rendered(one, slots);
  if (slots.wanted.size === 0) return first;
  const kept = new Map([...slots.wanted.keys()].map((key) => [key, '0198d9e4-7c1e-7a55-9c0a-8d7a3a3c1f00']));
  const again: Slots = { ...slots, kept, wanted: new Map() };
  const whole = rendered(one, again);
  if (again.wanted.size > 0) throw new Error('the second drawing wants what the first did not');
  return whole;
}

const schemaFaults = (blocks: readonly object[]): string[] =>
  blocks.flatMap((block) =>
    isBlock(block) ? [] : [`${JSON.stringify(block).slice(0, 300)} ${JSON.stringify(isBlock.errors?.[0])}`],
  );

test(
  'every message is within the limits and of the shapes of Slack',
  () => {
    fc.assert(
      fc.property(message, (one) => {
        const whole = drawn(one);
        expect(messageFaults(whole)).toEqual([]);
        expect(schemaFaults(whole.blocks)).toEqual([]);
      }),
      // Without `endOnFailure` a counterexample is made small, which takes a while.
      { numRuns: RUNS * 0.7, endOnFailure: true },
    );
  },
  PATIENCE,
);

test(
  'every form is a modal that Slack takes, and keeps its words',
  async () => {
    const isView = slackSchema('ModalView');
    await fc.assert(
      fc.asyncProperty(form, async (one) => {
        const view = await formView(VOICE, one);
        expect(viewFaults(view)).toEqual([]);
        expect(isView(view) ? [] : isView.errors).toEqual([]);
      }),
      { numRuns: RUNS * 0.2, endOnFailure: true },
    );
  },
  PATIENCE,
);

test(
  'what opens in a modal is within its limits',
  () => {
    const kinds = fc.constantFrom('view' as const, 'last' as const);
    fc.assert(
      fc.property(fc.array(element, { maxLength: 12 }), kinds, (elements, kind) => {
        const slots: Slots = { ...noSlots('en'), kept: new Map() };
        const blocks = bodyBlocks(
          { title: 'Rest', elements },
          { kind, slots, room: { blocks: 100, text: 30_000 } },
        );
        expect(viewFaults({ title: undefined, submit: undefined, close: undefined, blocks })).toEqual([]);
        expect(schemaFaults(blocks)).toEqual([]);
      }),
      { numRuns: RUNS * 0.1, endOnFailure: true },
    );
  },
  PATIENCE,
);

test('a name like <!channel> pings nobody and stays readable', () => {
  const whole = drawn({
    text: 'Hello <!channel> & <@U0123456789>',
    card: {
      title: '<!channel>',
      subtitle: '*not bold*',
      elements: [
        { kind: 'facts', facts: [{ label: 'Name', value: '<!here>' }] },
        { kind: 'list', title: '<!everyone>', items: [{ title: '<https://a|b>', detail: '_x_' }] },
      ],
    },
  });
  expect(whole.text).toBe('Hello &lt;!channel&gt; &amp; &lt;@U0123456789&gt;');
  expect(textsIn(whole.blocks)).toEqual(
    expect.arrayContaining(['<!channel>', '*not bold*', 'Name\n<!here>', '<!everyone>']),
  );
  expect(JSON.stringify(whole.blocks)).not.toContain('mrkdwn');
});

test('what finds no room opens behind a button, and the buttons stay', () => {
  const items = Array.from({ length: 200 }, (_, index) => ({
    title: `Deal ${index}`,
    press: { line: 'deal show', values: { deal: `#${index}` } },
  }));
  const slots = noSlots('en');
  const { blocks } = rendered(
    {
      text: 'Deals',
      card: {
        title: 'Deals',
        elements: [
          { kind: 'list', items },
          { kind: 'buttons', buttons: [{ label: 'New deal', says: { line: 'new deal' } }] },
        ],
      },
    },
    slots,
  );
  const texts = textsIn(blocks);
  expect(blocks.length).toBe(50);
  expect(texts).toContain('New deal');
  expect(texts.at(-1)).toMatch(/^\d+ more$/);
  const [rest] = slots.wanted.values();
  if (rest?.kind !== 'rest') throw new Error('nothing was kept');
  const shown = texts.filter((one) => /^Deal \d+$/.test(one)).length;
  expect(rest.elements.length + shown).toBe(200);
});

test('who is asked once more presses what they pressed, and what is dangerous looks it', () => {
  const end = { label: 'End access', says: { line: 'team deactivate' }, tone: 'danger' as const };
  const confirm = { title: 'End access', text: 'Mia Lopez' };
  const { blocks } = rendered({ text: 'Mia', buttons: [{ ...end, confirm }] }, noSlots('zh'));
  expect(blocks.at(-1)).toMatchObject({
    elements: [{ confirm: { confirm: { text: 'End access' }, deny: { text: '取消' }, style: 'danger' } }],
  });
});

test('words that fit no button are kept, and everything else is carried by the button itself', () => {
  const slots = noSlots('en');
  const long = { line: 'deal note', values: { note: 'x'.repeat(3000) } };
  const { blocks } = rendered(
    {
      text: 'Note',
      buttons: [
        { label: 'Short', says: { line: 'help' } },
        { label: 'Long', says: long },
      ],
    },
    slots,
  );
  expect([...slots.wanted.values()]).toEqual([{ kind: 'words', words: long }]);
  expect(JSON.stringify(blocks)).toContain(JSON.stringify('{"l":"help"}'));
});

const VOICE: Parameters<typeof formView>[0] = {
  calls: {
    // Drawing a form asks Slack nothing.
    client: undefined as never,
    workspace: 'T1',
    bot: { botToken: '', botId: '', botUserId: '' },
  },
  place: { kind: 'room', channel: 'C0123456789', thread: '1795226402.000008' },
  actor: 'U0123456789',
  locale: Promise.resolve('en'),
  fill: { keep: async () => '0198d9e4-7c1e-7a55-9c0a-8d7a3a3c1f00', pictures: { fileOf: async () => null } },
};
