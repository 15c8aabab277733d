import { formOf } from '../../src/chat/ask.ts';
import type { Context } from '../../src/chat/command.ts';
import type { Option } from '../../src/chat/form.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Money, minorDigits } from '../../src/domain/money.ts';
import type { Criterion } from '../../src/domain/stage.ts';
import type { DealView } from '../../src/domain/views.ts';

export type Filling = {
  /** Name of the verb that the form says when it is submitted. */
  verb: string;
  note: string;
  /** What is asked for, in the order of the verb's fields. */
  fields: readonly string[];
  /** Raw values: prefilled where asked for, carried along where not. */
  values?: Readonly<Record<string, string | null>>;
  faults?: Readonly<Record<string, string>>;
  /** Choices that only this deal has, by field. */
  options?: Readonly<Record<string, readonly Option[]>>;
};

/** A form about one deal as it stands now: submitted after somebody changed the deal, it shows the change instead. */
export function dealForm(view: DealView, filling: Filling, context: Context): Message {
  const { verb, note, fields, values = {}, faults = {}, options = {} } = filling;
  const command = context.commands.find((one) => one.name === verb);
  if (command === undefined) throw new Error(`no verb ${verb}`);
  const said = Object.entries(values).flatMap(([name, raw]) => (raw === null ? [] : [[name, raw] as const]));
  const form = formOf({
    command,
    resolved: { raw: { deal: `#${view.number}`, ...Object.fromEntries(said) }, faults, choose: null },
    locale: context.locale,
    m: context.m,
    pipeline: view.pipeline,
    chosen: {},
    options,
    note,
    only: fields,
    // A form that records says on its button what it records.
    ...(command.hidden === true ? { submit: command.title[context.locale] } : {}),
    seen: { deal: view.number, version: view.version },
  });
  return { text: Object.values(faults)[0] ?? note, form };
}

/** An amount as a form carries it. */
export const rawMoney = ({ minor, currency }: Money): string => {
  const digits = minorDigits(currency);
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
};

export const criterionOptions = (criteria: readonly Criterion[], { locale }: Context): readonly Option[] =>
  criteria.map((one) => ({ value: one.id, label: one.text[locale] }));
