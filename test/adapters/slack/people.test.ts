import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TEAM } from '../../support/slack-api.ts';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';
import { told } from '../../support/slack-recorded.ts';

// Who is let in, who is not, and who leaves.

let slack: SlackBot;
beforeAll(async () => {
  slack = await aSlackBot();
});
afterAll(() => slack.close());
beforeEach(() => {
  slack.api.forget();
  slack.tick(700_000);
});

const text = (value: unknown): string => JSON.stringify(value);
const person = async (who: string) => slack.bot.read().identified('slack', TEAM, slack.api.user(who));
const lastTo = async (who: string): Promise<string> => text(await slack.lastIn(await slack.dm(who)));

describe('guests, bots and strangers of shared channels', () => {
  const kinds = ['guest', 'single-channel-guest', 'stranger', 'bot'];

  test.each(kinds)('a %s who writes to the bot is refused politely, and is nobody', async (kind) => {
    slack.api.fail('users.info', told(`users-info-${kind}`));
    expect((await slack.write('guest', 'new deal Initech 20k')).status).toBe(200);
    expect(await lastTo('guest')).toContain('I only work with members of this workspace.');
    expect(await person('guest')).toBeNull();
  });

  test.each(kinds)('a %s who uses a command is refused for their eyes only', async (kind) => {
    slack.api.fail('users.info', told(`users-info-${kind}`));
    const answer = await slack.command('guest', '/deal', 'acme', slack.api.room('east'));
    expect(answer.body).toMatchObject({ response_type: 'ephemeral' });
    expect(answer.text).toContain('I only work with members');
    expect(await person('guest')).toBeNull();
  });

  test.each(kinds)(
    'a %s who presses a button of somebody else is refused, and nothing happens',
    async (kind) => {
      const deal = await slack.bot.deal({
        name: `Pilot ${kind}`,
        customer: 'Initech',
        amount: 5000,
        owner: 'mia',
      });
      const before = (await slack.bot.read().dealView(deal))?.version;
      await slack.write('mia', `deal show #${deal}`);
      const card = await slack.lastIn(await slack.dm('mia'));
      slack.api.fail('users.info', told(`users-info-${kind}`));
      await slack.press('guest', { ...card, channel: slack.api.room('east') }, /^Advance/);
      expect(text(slack.api.calls('chat.postEphemeral').at(-1)?.asked)).toContain('I only work with members');
      expect((await slack.bot.read().dealView(deal))?.version).toBe(before);
      expect(await person('guest')).toBeNull();
    },
  );

  test('a button that another organisation’s bot posted does nothing to deals of this one', async () => {
    const number = await slack.bot.deal({
      name: 'Same number',
      customer: 'Hooli',
      amount: 5000,
      owner: 'mia',
    });
    const before = (await slack.bot.read().dealView(number))?.version;
    await slack.write('mia', `deal show #${number}`);
    const press = (await slack.said.press('mia', await slack.lastIn(await slack.dm('mia')), /^Advance/)) as {
      message: object;
    };
    const channel = { id: slack.api.room('east') };
    await slack.interaction({ ...press, channel, message: { ...press.message, team: 'T999' } });
    expect(text(slack.api.calls('chat.postEphemeral').at(-1)?.asked)).toContain('I only work with members');
    expect((await slack.bot.read().dealView(number))?.version).toBe(before);
  });

  test.each(kinds)('a %s who looks at the Home is not offered what would be refused', async (kind) => {
    slack.api.fail('users.info', told(`users-info-${kind}`));
    await slack.event(await slack.said.home('guest'));
    expect(slack.home('guest')).toContain('我只为本工作区的成员服务');
    expect(slack.home('guest')).not.toMatch(/Join|加入/);
  });

  test('a guest of whom Slack did not tell is offered to join, and refused when they do', async () => {
    slack.api.fail('users.info', { status: 500 });
    await slack.event(await slack.said.home('guest'));
    expect(slack.home('guest')).toMatch(/Join|加入/);
    slack.api.fail('users.info', told('users-info-guest'));
    await slack.write('guest', 'join');
    expect(await lastTo('guest')).toContain('I only work with members');
  });
});

describe('somebody new', () => {
  test('becomes a pending person with what Slack knows of them, after the commit of nothing else', async () => {
    await slack.write('newbie', 'new deal Initech 20k');
    expect(await lastTo('newbie')).toContain('newbie');
    expect(await person('newbie')).toMatchObject({
      name: 'newbie',
      email: 'newbie@example.com',
      status: 'pending',
      teamId: null,
    });
    expect(
      await slack.bot.prisma.deal.count({ where: { ownerId: (await person('newbie'))?.id ?? '' } }),
    ).toBe(0);
  });

  test('waits, sees nothing and is told so each time', async () => {
    await slack.write('newbie', 'deal list');
    expect(await lastTo('newbie')).toMatch(/let you in|通过/);
    expect((await slack.command('newbie', '/funnel', '')).text).toMatch(/let you in|通过/);
  });

  test('is let in by one press of a manager, and hears of it', async () => {
    // The managers have been in the browser's chat before; what is told to them goes to the chat they were met in.
    await slack.bot.prisma.identity.deleteMany({ where: { platform: 'local' } });
    await slack.write('late', '你好');
    await slack.beat();
    const dm = await slack.dm('sam');
    await slack.press('sam', await slack.lastIn(dm), 'Let in');
    expect(await person('late')).toMatchObject({ status: 'active', teamId: slack.bot.teamId('West') });
    await slack.beat();
    expect(await lastTo('late')).toMatch(/has let you in|已通过您的申请/);
    // Somebody else presses it too: it has happened.
    await slack.press('boss', await slack.lastIn(await slack.dm('boss')), 'Let in');
    expect((await person('late'))?.teamId).toBe(slack.bot.teamId('West'));
  });
});

describe('somebody who is deactivated in Slack', () => {
  test('loses access at once; their deals open a hand-over and are nobody’s loss', async () => {
    const deal = await slack.bot.deal({
      name: 'Globex pilot',
      customer: 'Globex',
      amount: 9000,
      owner: 'mia',
    });
    const user = { id: slack.api.user('mia'), team_id: TEAM, deleted: true };
    // Of another workspace nobody knows whether it is a stranger's, or one of several of a colleague in a Grid.
    await slack.event(slack.said.event({ type: 'user_change', user: { ...user, team_id: 'T999' } }));
    expect(await person('mia')).toMatchObject({ status: 'active' });
    expect((await slack.event(slack.said.event({ type: 'user_change', user }))).status).toBe(200);
    expect(await person('mia')).toMatchObject({ status: 'left' });
    expect((await slack.bot.read().dealView(deal))?.owner.name).toBe('Sam Carter');

    // The next press of a card that still stands there does nothing.
    const history = (await slack.bot.read().history(deal)).length;
    await slack.write('mia', `note #${deal}: one more thing`);
    expect(await lastTo('mia')).toContain('Your access has ended');
    expect((await slack.bot.read().history(deal)).length).toBe(history);

    await slack.beat();
    const notice = await slack.lastIn(await slack.dm('sam'));
    expect(text(notice)).toMatch(/access has ended\. .*yours now, to be handed out/);
    expect((await slack.bot.read().requestsFor(slack.bot.ids.sam)).length).toBeGreaterThan(0);
  });

  test('told again, nothing more happens; an account that is opened again is not let in by itself', async () => {
    const posted = slack.api.calls('chat.postMessage').length;
    const closed = { id: slack.api.user('mia'), team_id: TEAM, deleted: true };
    await slack.event(slack.said.event({ type: 'user_change', user: closed }));
    await slack.event(slack.said.event({ type: 'user_change', user: { ...closed, deleted: false } }));
    await slack.beat();
    expect(await person('mia')).toMatchObject({ status: 'left' });
    expect(slack.api.calls('chat.postMessage').length).toBe(posted);
  });
});
