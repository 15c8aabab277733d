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
  unread,
} from '../../src/chat/field.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Change } from '../../src/domain/change.ts';
import { type Edits, edit } from '../../src/domain/edits.ts';
import { formatMoney, type Money } from '../../src/domain/money.ts';
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
  title: { en: 'Edit a deal', zh: '修改商机' },
  help: {
    en: 'Change amount, expected close, name, customer, forecast category or buying phase',
    zh: '修改金额、预计成交、名称、客户、预测类别或购买阶段',
  },
  example: { en: 'edit acme 65k close Dec 31', zh: '修改 远景 60万 12月31日' },
  fields: {
    deal: deal({ status: 'any' }),
    amount: optional(money({ label: { en: 'Amount', zh: '金额' }, example: { en: '65k', zh: '60万' } })),
    close: optional(
      date({
        label: { en: 'Expected close', zh: '预计成交' },
        example: { en: 'Dec 31', zh: '12月31日' },
        direction: 'future',
      }),
    ),
    name: optional(
      text({
        label: { en: 'Deal name', zh: '商机名称' },
        short: ['名称', '名字'],
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
    // 65k→70k: what it was, as the speaker believes.
    was: optional(money({ label: { en: 'Amount until now', zh: '原金额' }, machine: true })),
    left: unread,
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, reason, was, left, ...said }, context) {
    const why = written(reason, context);
    const { edits, changes } = editsOf(view, said, context);
    if (left !== null) return show(notUnderstood(view, { left, said }, context));
    if (was !== null && said.amount !== null && !stoodAt(view, was) && !stoodAt(view, said.amount))
      return show(stoodElsewhere(view, said, context));
    if (Object.keys(edits).length === 0) return show(editForm(view, context));
    const decision = edit(view.state, edits, { now: context.now, reasonId: why.id });
    if (isRefusal(decision) && decision.refused === 'push') {
      const note = refusalText(decision, view, context);
      return show(
        dealForm(
          view,
          {
            verb: 'deal.edit',
            note,
            fields: ['reason'],
            values: rawOf(said),
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

const stoodAt = ({ state }: DealView, was: Money): boolean =>
  state.amount === was.minor && state.currency === was.currency;

/** 65k→70k of a deal that stands at neither: perhaps another deal was meant. */
function stoodElsewhere(view: DealView, said: Said, context: Context): Message {
  const { m } = context;
  const { state } = view;
  const fault = m.deal.say.standsAt(
    view.name,
    state.amount === null
      ? m.deal.card.unknown
      : formatMoney({ minor: state.amount, currency: state.currency }, context.locale, 'exact'),
  );
  return editForm(view, context, { values: rawOf(said), faults: { amount: fault } });
}

/** What was not understood is said; a number or a date stands in its field again, for whoever mistyped it. */
function notUnderstood(
  view: DealView,
  { left, said }: { left: string; said: Said },
  context: Context,
): Message {
  const { m } = context;
  const note = m.chat.notUnderstood(left);
  const field = fieldOf(left, said);
  if (field === null) return editForm(view, context, { note, values: rawOf(said) });
  const example = dealEdit.fields[field]?.example[context.locale] ?? '';
  const fault = field === 'amount' ? m.chat.notMoney(left, example) : m.chat.notDate(left, example);
  return editForm(view, context, {
    note,
    values: { ...rawOf(said), [field]: left },
    faults: { [field]: fault },
  });
}

const LIKE_A_DATE = /\d[-/.]\d|[月日号周年]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;

/** Which field words with a number in them were meant for, if it is still open. */
function fieldOf(left: string, said: Said): 'amount' | 'close' | null {
  if (!/\d/.test(left)) return LIKE_A_DATE.test(left) && said.close === null ? 'close' : null;
  const field = LIKE_A_DATE.test(left) ? 'close' : 'amount';
  return said[field] === null ? field : null;
}

const rawOf = ({ amount, close, ...names }: Said): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      ...namesOf(names),
      amount: amount === null ? null : rawMoney(amount),
      close,
    }).flatMap(([name, raw]) => (raw === null ? [] : [[name, raw]])),
  );

type Again = {
  note?: string;
  values?: Readonly<Record<string, string>>;
  faults?: Readonly<Record<string, string>>;
};

/** The form with everything as it stands, and what was said laid over it: what is left alone stays. */
function editForm(view: DealView, context: Context, again: Again = {}): Message {
  const { state } = view;
  const { note = context.m.deal.say.editNote, values = {}, faults = {} } = again;
  return dealForm(
    view,
    {
      verb: 'deal.edit',
      note,
      faults,
      fields: FORM,
      values: {
        amount: state.amount === null ? null : rawMoney({ minor: state.amount, currency: state.currency }),
        close: state.expectedClose,
        name: view.name,
        customer: view.customer?.name ?? null,
        partner: view.partner?.name ?? null,
        category: state.category,
        phase: state.phase,
        ...values,
      },
    },
    context,
  );
}
