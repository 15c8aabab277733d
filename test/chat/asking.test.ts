import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { everAllowed } from '../../src/domain/permission.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

async function examplesFor(who: CastName): Promise<readonly string[]> {
  const { card } = await bot.say(who, 'colourless green ideas');
  const items = card?.elements.flatMap((one) => (one.kind === 'list' ? one.items : [])) ?? [];
  return items.map((item) => item.title);
}
const namesOf = (examples: readonly string[]) =>
  examples.map((line) => commands.find((one) => Object.values(one.example).includes(line))?.name);

test('what was not understood is answered with what one’s role has most use of', async () => {
  expect(namesOf(await examplesFor('mia'))).toEqual([
    'visit.log',
    'deal.mine',
    'deal.new',
    'deal.advance',
    'funnel.show',
  ]);
  expect(namesOf(await examplesFor('sam')).slice(0, 3)).toEqual(['funnel.show', 'review.team', 'digest.now']);
});

test('nobody is shown what their role never may', async () => {
  const roles = { mia: 'rep', sam: 'manager', olga: 'operations', ada: 'admin', rita: 'readonly' } as const;
  for (const [who, role] of Object.entries(roles)) {
    const names = namesOf(await examplesFor(who as CastName));
    expect(names, who).toHaveLength(5);
    for (const name of names) {
      const verb = commands.find((one) => one.name === name);
      expect(verb && everAllowed(role, verb.needs.action), `${who} ${name}`).toBe(true);
    }
  }
});
