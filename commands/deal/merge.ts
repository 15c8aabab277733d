import { amountText } from '../../src/cards/deal.ts';
import type { Button } from '../../src/chat/card.ts';
import { command, refuse, show } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { refusal } from '../../src/chat/permit.ts';
import { merge } from '../../src/domain/parts.ts';
import type { DealView } from '../../src/domain/views.ts';
import { subjectOf } from './answer.ts';
import { refusalText } from './refusal.ts';

export const dealMerge = command({
  name: 'deal.merge',
  says: { en: ['deal merge', 'merge'], zh: ['商机 合并', '合并'] },
  title: { en: 'Merge deals', zh: '合并商机' },
  help: { en: 'Merge a deal into another', zh: '把一个商机并入另一个' },
  example: { en: 'deal merge acme renewal into acme pilot', zh: '合并 储能一期 到 储能二期' },
  fields: {
    deal: deal(),
    into: deal({ label: { en: 'Into', zh: '并入' }, example: { en: 'acme pilot', zh: '储能二期' } }),
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: from, into }, context) {
    const { m, locale, now, may } = context;
    const { say } = m.deal;
    if (!may('deal.read', subjectOf(into))) return refuse(m.chat.notAllowed.hidden);
    if (!may('deal.change', subjectOf(into)))
      return refuse(await refusal(context, { action: 'deal.change', subject: subjectOf(into) }));
    const decision = merge(from, into, { addAmounts: false, now });
    if ('refused' in decision) {
      const closed = from.state.status === 'open' ? into : from;
      return refuse(refusalText(decision, closed, context));
    }
    const name = (view: DealView): string => `#${view.number} ${view.name}`;
    // Which of the two a line meant to keep is for the person to say.
    const way = (one: DealView, other: DealView): Button[] => {
      const values = { deal: `#${one.number}`, into: `#${other.number}` };
      const seen = { deal: one.number, version: one.version };
      const on = 'question' as const;
      const sum = merge(one, other, { addAmounts: true, now });
      const amount = 'goesOn' in sum ? (sum.goesOn[0]?.changes.amount ?? null) : null;
      const currency = other.state.currency;
      return [
        { label: say.mergeYes(name(other)), says: { line: 'deal merge confirmed', values, seen, on } },
        ...(amount === null || other.state.amount === null
          ? []
          : [
              {
                label: say.mergeAdd(name(other), amountText({ amount, currency }, { m, locale })),
                says: { line: 'deal merge confirmed', values: { ...values, add: 'yes' }, seen, on },
              },
            ]),
      ];
    };
    const [first, ...others] = way(from, into);
    const text = say.mergeTitle(name(from), name(into));
    return show({
      text,
      card: {
        title: text,
        elements: [
          { kind: 'text', text: say.mergeText(name(from), name(into)) },
          {
            kind: 'buttons',
            buttons: [
              ...(first === undefined ? [] : [{ ...first, tone: 'primary' as const }]),
              ...others,
              ...way(into, from),
            ],
          },
        ],
      },
    });
  },
});
