import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { LONGEST_TITLE } from '../../src/chat/command.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Reply } from '../../src/chat/message.ts';
import { aBot, type Bot } from '../support/bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const formOf = (reply: Reply): Form => {
  if (reply.form === undefined) throw new Error(`no form, but: ${reply.text}`);
  return reply.form;
};
const names = (form: Form) => form.fields.map((field) => field.name);
const fieldOf = (form: Form, name: string) => form.fields.find((field) => field.name === name);
const optionsOf = (form: Form, name: string): readonly string[] => {
  const control = fieldOf(form, name)?.control;
  return control?.kind === 'choices' ? control.options.map((option) => option.value) : [];
};

describe('a form', () => {
  test.each(commands.map((one) => [one.name, one] as const))('of %s has a title that fits', (_, verb) => {
    for (const locale of ['en', 'zh'] as const) {
      expect(verb.title[locale]).not.toBe('');
      expect(verb.title[locale].length).toBeLessThanOrEqual(LONGEST_TITLE[locale]);
    }
  });

  test('is called by its title, with the help under it where that says more', async () => {
    const snooze = formOf(await bot.say('mia', `snooze #${await bot.deal({ name: 'Acme', owner: 'mia' })}`));
    expect(snooze.title).toBe('Snooze a deal');
    expect(snooze.note).toBe('No reminders until a day: who has the ball, and why');
    const fresh = formOf(await bot.say('mia', 'deal new'));
    expect(fresh.title).toBe('New deal');
    expect(fresh.note).toBe('What is the deal called?');
  });
});

describe('a form that comes back with a fault', () => {
  test('asks for what it asked for, with its note, its button, its options and what was filled in', async () => {
    // In this process winning has a standard, whose criteria are the options of one field.
    const project = await aBot({ template: 'project' });
    try {
      const number = await project.deal({ name: '储能监控', customer: '远景能源' });
      const first = formOf(await project.say('wang', `赢单 #${number} 30万`));
      expect(names(first)).toEqual(['amount', 'date', 'meets', 'reason']);
      expect(first.submit).toBe('记为赢单');
      const met = { meets: optionsOf(first, 'meets').join(',') };
      const again = formOf(await project.submit('wang', first, { ...met, amount: '很多' }));
      expect(names(again)).toEqual(names(first));
      expect([again.title, again.note, again.submit]).toEqual([first.title, first.note, first.submit]);
      expect(optionsOf(again, 'meets')).toEqual(optionsOf(first, 'meets'));
      expect(fieldOf(again, 'amount')).toMatchObject({
        value: '很多',
        fault: expect.stringContaining('不是金额'),
      });
      expect(fieldOf(again, 'meets')?.value).toBe(met.meets);
      // And once more: it does not forget by being wrong twice.
      const third = formOf(await project.submit('wang', again, { amount: '很多很多' }));
      expect(names(third)).toEqual(names(first));
      expect([third.note, third.submit]).toEqual([first.note, first.submit]);
      await project.submit('wang', third, { amount: '30万' });
      expect((await project.read().dealView(number))?.state.status).toBe('won');
    } finally {
      await project.close();
    }
  });

  test('a verb that refuses a value gets its own question back', async () => {
    const first = formOf(await bot.say('wang', '提醒 免打扰 20:00'));
    expect(first.fields.some((field) => field.fault !== undefined)).toBe(true);
    const asked = formOf(await bot.say('wang', '提醒 免打扰'));
    expect(names(asked)).toEqual(['from', 'to']);
    const again = formOf(await bot.submit('wang', asked, { from: '20:00', to: '' }));
    expect(names(again)).toEqual(['from', 'to']);
    expect(fieldOf(again, 'to')?.fault).toBeDefined();
    expect(fieldOf(again, 'from')?.value).toBe('20:00');
  });

  test('what is wrong is in it, also when it was not asked for', async () => {
    const asked = formOf(await bot.say('wang', '提醒 免打扰'));
    const form = { ...asked, says: { ...asked.says, values: { off: '也许' } } };
    const again = formOf(await bot.submit('wang', form, { from: '20:00', to: '08:00' }));
    expect(names(again)).toEqual(['from', 'to', 'off']);
    expect(fieldOf(again, 'off')?.fault).toBeDefined();
  });

  test('words that nobody of ours wrote open the whole form', async () => {
    const asked = formOf(await bot.say('mia', 'deal new'));
    const form = { ...asked, says: { ...asked.says, form: '{"only":7}' } };
    const again = formOf(await bot.submit('mia', form, { customer: 'Acme', name: 'Pilot', amount: 'much' }));
    expect(names(again)).toContain('owner');
  });
});

describe('a button that stands for a form', () => {
  test('opens it as it was asked for, and records nothing by itself', async () => {
    const number = await bot.deal({ name: '港口照明', customer: '宁波港', amount: 480_000 });
    const form = formOf(await bot.say('li', `赢单 #${number}`));
    const filled = Object.fromEntries(form.fields.map((field) => [field.name, field.value ?? '']));
    const opened = await bot.press('li', { ...form.says, values: { ...form.says.values, ...filled } });
    expect(names(formOf(opened))).toEqual(names(form));
    expect(formOf(opened).submit).toBe(form.submit);
    expect((await bot.read().dealView(number))?.state.status).toBe('open');
  });
});
