import { type Context, command, show } from '../../src/chat/command.ts';
import {
  type CustomerArg,
  choice,
  customer,
  date,
  deal,
  money,
  optional,
  text,
} from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { type Edits, edit } from '../../src/domain/edits.ts';
import { isRefusal } from '../../src/domain/moves.ts';
import type { DealView } from '../../src/domain/views.ts';
import { settled, written } from './answer.ts';
import { editedText } from './edited.ts';
import { dealForm, rawMoney } from './form.ts';
import { refusalText } from './refusal.ts';
import { CATEGORY_WORDS, PHASE_WORDS } from './words.ts';

const FORM = ['amount', 'close', 'name', 'customer', 'partner', 'category', 'phase'] as const;

export const dealEdit = command({
  name: 'deal.edit',
  says: {
    en: ['deal edit', 'edit', 'change'],
    zh: ['商机 修改', '修改商机', '修改', '改'],
  },
  help: {
    en: 'Change amount, expected close, name, customer, forecast category or buying phase',
    zh: '修改金额、预计成交、名称、客户、预测类别或购买阶段',
  },
  example: { en: 'edit acme 65k close 31 Dec', zh: '修改 远景 60万 12月31日' },
  fields: {
    deal: deal({ status: 'any' }),
    amount: optional(money({ label: { en: 'Amount', zh: '金额' }, example: { en: '65k', zh: '60万' } })),
    close: optional(
      date({
        label: { en: 'Expected close', zh: '预计成交' },
        example: { en: '31 Dec', zh: '12月31日' },
        direction: 'future',
      }),
    ),
    name: optional(
      text({
        label: { en: 'Deal name', zh: '商机名称' },
        example: { en: 'CRM renewal', zh: '储能监控' },
        takes: 'named',
      }),
    ),
    // Only by name or in the form: these words also stand in names of deals and customers.
    customer: optional(customer({ formOnly: true })),
    partner: optional(customer({ label: { en: 'Partner', zh: '代理商' }, formOnly: true })),
    category: optional(
      choice({
        label: { en: 'Forecast category', zh: '预测类别' },
        options: CATEGORY_WORDS,
        formOnly: true,
      }),
    ),
    phase: optional(
      choice({
        label: { en: 'Buying phase', zh: '购买阶段' },
        options: PHASE_WORDS,
        formOnly: true,
      }),
    ),
    reason: optional(
      text({
        label: { en: 'Why it moves', zh: '推迟原因' },
        example: { en: 'their budget year starts in April', zh: '客户预算四月才下来' },
        takes: 'named',
        formOnly: true,
      }),
    ),
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, reason, ...said }, context) {
    const why = written(reason, context);
    const { edits, changes } = editsOf(view, said, context);
    if (Object.keys(edits).length === 0) return show(editForm(view, context));
    const decision = edit(view.state, edits, { now: context.now, reasonId: why.id });
    if (isRefusal(decision) && decision.refused === 'push') {
      const { amount, close, ...rest } = said;
      const note = refusalText(decision, view, context);
      return show(
        dealForm(
          view,
          {
            verb: 'deal.edit',
            note,
            fields: ['reason'],
            values: {
              ...namesOf(rest),
              amount: amount === null ? null : rawMoney(amount),
              close,
            },
          },
          context,
        ),
      );
    }
    return settled(
      view,
      { decision, before: [...changes, ...why.changes], text: (after) => editedText(view, after, context) },
      context,
    );
  },
});

type Said = {
  amount: { minor: number; currency: string } | null;
  close: string | null;
  name: string | null;
  customer: CustomerArg | null;
  partner: CustomerArg | null;
  category: Edits['category'];
  phase: Edits['phase'];
};

/** What was said as values to set, with the texts and customers that they bring along. */
function editsOf(view: DealView, said: Said, context: Context): { edits: Edits; changes: readonly Change[] } {
  const { newId } = context;
  const { amount, close, name, category, phase } = said;
  const changes: Change[] = [];
  const known = (who: CustomerArg): string => {
    if (who.id !== null) return who.id;
    const id = newId();
    changes.push({ kind: 'customer.add', id, name: who.name });
    return id;
  };
  const nameId = name === null || name === view.name ? null : newId();
  if (nameId !== null && name !== null) changes.push({ kind: 'text.write', id: nameId, body: name });
  const edits: Edits = {
    ...(amount === null ? {} : { amount: amount.minor, currency: amount.currency }),
    ...(close === null ? {} : { expectedClose: close }),
    ...(nameId === null ? {} : { nameId }),
    ...(said.customer === null ? {} : { customerId: known(said.customer) }),
    ...(said.partner === null ? {} : { partnerId: known(said.partner) }),
    ...(category === null || category === undefined ? {} : { category }),
    ...(phase === null || phase === undefined ? {} : { phase }),
  };
  return { edits, changes };
}

const namesOf = ({ name, customer: who, partner, category, phase }: Omit<Said, 'amount' | 'close'>) => ({
  name,
  customer: who?.name ?? null,
  partner: partner?.name ?? null,
  category: category ?? null,
  phase: phase ?? null,
});

/** The form with everything as it stands: what is left alone stays. */
function editForm(view: DealView, context: Context) {
  const { state } = view;
  return dealForm(
    view,
    {
      verb: 'deal.edit',
      note: context.m.deal.say.editNote,
      fields: FORM,
      values: {
        amount: state.amount === null ? null : rawMoney({ minor: state.amount, currency: state.currency }),
        close: state.expectedClose,
        name: view.name,
        customer: view.customer?.name ?? null,
        partner: view.partner?.name ?? null,
        category: state.category,
        phase: state.phase,
      },
    },
    context,
  );
}
