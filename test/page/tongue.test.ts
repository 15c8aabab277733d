import { expect, test } from 'vitest';
import { tongueOf } from '../../src/adapters/local/page/tongue.ts';
import type { Card, CardElement } from '../../src/chat/card.ts';

const facts = (label: string, value: string): CardElement => ({ kind: 'facts', facts: [{ label, value }] });
const card = (elements: readonly CardElement[], title = 'Acme'): Card => ({ title, elements });

test.each<[string, Card, 'en' | 'zh' | null]>([
  ['labels of facts', card([facts('负责人', 'Mia Lopez')]), 'zh'],
  ['not what people are called', card([facts('Owner', '李伟')], '远景能源 储能监控'), 'en'],
  ['labels inside', card([{ kind: 'more', summary: '更多', elements: [facts('Owner', '')] }]), 'zh'],
  ['a title alone says nothing', card([{ kind: 'text', text: '远景' }]), null],
])('%s', (_, shown, tongue) => {
  expect(tongueOf(shown)).toBe(tongue);
});
