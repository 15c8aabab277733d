import { command, refuse, show } from '../../src/chat/command.ts';
import { date, deal, money, optional, text } from '../../src/chat/field.ts';
import { partsSaid } from '../../src/domain/parts-said.ts';
import type { DealView } from '../../src/domain/views.ts';
import { refusalText } from './refusal.ts';
import { remainder } from './remainder.ts';
import { splitForm } from './split-form.ts';

export const dealSplit = command({
  name: 'deal.split',
  says: { en: ['deal split', 'split'], zh: ['商机 拆分', '拆分'] },
  title: { en: 'Split a deal', zh: '拆分商机' },
  help: {
    en: 'Make a part of a deal a deal of its own; the part may be won already',
    zh: '把商机拆出一部分，拆出的部分可以已经签了',
  },
  example: {
    en: 'split acme phase one 300k signed, phase two next year',
    zh: '拆分 远景 一期30万签了，二期明年',
  },
  fields: {
    deal: deal(),
    parts: optional(
      text({
        label: { en: 'Parts', zh: '怎么拆' },
        example: { en: 'phase one 300k signed, phase two next year', zh: '一期30万签了，二期明年' },
        takes: 'whole',
        maxLength: 400,
      }),
    ),
    // What a sentence is understood to say of the part that goes, and when the rest is due.
    name: optional(text({ label: { en: 'Part', zh: '拆出部分' }, takes: 'named', formOnly: true })),
    amount: optional(money({ label: { en: 'Its amount', zh: '拆出金额' }, formOnly: true })),
    close: optional(
      date({ label: { en: 'Expected close of the rest', zh: '剩余部分预计成交' }, formOnly: true }),
    ),
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, parts, name, amount, close }, context) {
    if (view.state.status !== 'open') return refuse(refusalText({ refused: 'notOpen' }, view, context));
    const { now, organisation } = context;
    const { zone, calendar } = organisation;
    const { currency } = view.state;
    const said = remainder(withoutVerb(parts ?? ''), { view });
    const { part, rest } = partsSaid(said, { now, zone, calendar, currency });
    const goes = { ...part, name: partName(view, part.name || (name ?? '')), amount: part.amount ?? amount };
    const stays = rest ?? { name: '', amount: null, day: null, won: false };
    const left = { ...stays, name: partName(view, stays.name), day: stays.day ?? close };
    return show(splitForm(view, { part: goes, rest: left }, context));
  },
});

/** 一期 alone says nothing in a list of deals: a part is called after the whole. */
const partName = ({ name }: DealView, part: string): string =>
  part === '' || part.includes(name) ? part : `${name} ${part}`;

/** The whole line begins with the verb, unless it was a sentence. */
const withoutVerb = (line: string): string =>
  line.replace(/^[\s/／]*(?:(?:deal|商机)[\s+]*)?(?:split|拆分)[\s:：,，+]*/iu, '');
