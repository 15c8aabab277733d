import { amountTyped } from '../domain/money.ts';
import type { Locale } from '../domain/people.ts';
import type { Pipeline } from '../domain/stage.ts';
import type { Messages } from '../i18n/en.ts';
import type { Words } from './card.ts';
import { type Command, LONGEST_TITLE } from './command.ts';
import type { Field } from './field.ts';
import type { Form, FormControl, FormField, Option } from './form.ts';
import { type Frame, frameText } from './frame.ts';
import type { Resolved } from './resolve.ts';

export type Asking = Frame & {
  command: Command;
  resolved: Pick<Resolved, 'raw' | 'faults' | 'choose'>;
  locale: Locale;
  m: Messages;
  pipeline: Pipeline;
  /** The text of a chosen reference, by field: a form shows a name, not an id. */
  chosen: Readonly<Record<string, Option>>;
  seen?: Words['seen'];
  on?: Words['on'];
  /** It comes back from somebody who filled it in: what is empty is a fault by now. */
  sent?: boolean;
};

/** The form of a verb as plain data: what is known is filled in, what is wrong says so beside its field. */
export function formOf(asking: Asking): Form {
  const { command, resolved, locale, m, only, note = introOf(command, locale), seen, on } = asking;
  const entries = Object.entries(command.fields).filter(
    ([name, field]) =>
      (only === undefined || only.includes(name)) && isAsked(field, optionsOf(name, field, asking)),
  );
  const shown = entries.map(([name, field]) => formField(name, field, asking));
  const hidden = Object.fromEntries(
    Object.entries(resolved.raw).filter(([name]) => !entries.some(([one]) => one === name)),
  );
  const line = command.says[locale][0] ?? command.name;
  return {
    title: command.title[locale],
    ...(note === undefined ? {} : { note }),
    submit: asking.submit ?? (looks(command) ? m.chat.open : m.chat.submit),
    says: {
      line,
      values: hidden,
      form: frameText(asking),
      ...(seen === undefined ? {} : { seen }),
      ...(on === undefined ? {} : { on }),
    },
    fields: shown,
  };
}

/** Nothing is saved by a verb that only shows. */
const looks = ({ needs, hidden }: Command): boolean => hidden !== true && needs.action.endsWith('.read');

/** The verb's help, where it says more than a title can. */
const introOf = ({ help }: Command, locale: Locale): string | undefined =>
  help[locale].length > LONGEST_TITLE[locale] ? help[locale] : undefined;

/** The options of a choice in this form. */
function optionsOf(name: string, { is }: Field, { locale, options }: Asking): readonly Option[] {
  const own = options?.[name];
  if (own !== undefined) return own;
  if (is.kind !== 'choice' && is.kind !== 'choices') return [];
  return is.options.map((one) => ({ value: one.value, label: one.label[locale] }));
}

/** Ids that buttons carry are not for people, and a list without options asks for nothing. */
const isAsked = ({ is, machine }: Field, options: readonly Option[]): boolean =>
  machine !== true && !(is.kind === 'choices' && options.length === 0);

function formField(name: string, field: Field, asking: Asking): FormField {
  const { locale, resolved, m, sent } = asking;
  const raw = resolved.raw[name] ?? field.preset;
  const value = raw !== undefined && field.is.kind === 'money' ? amountTyped(raw, locale) : raw;
  const fault = resolved.faults[name];
  const example = field.example[locale];
  return {
    name,
    label: field.label[locale],
    required: !field.optional || field.needed === true,
    control: controlOf(name, field, asking),
    ...(value === undefined ? {} : { value }),
    ...(example === '' ? {} : { example }),
    // Nothing was typed yet: that a field is empty is not a fault on a form that opens for the first time.
    ...(fault === undefined || (value === undefined && fault === m.chat.required && sent !== true)
      ? {}
      : { fault }),
  };
}

function controlOf(name: string, field: Field, asking: Asking): FormControl {
  const { is } = field;
  const { locale, pipeline, chosen } = asking;
  switch (is.kind) {
    case 'text':
      return is.lines
        ? { kind: 'lines', maxLength: is.maxLength }
        : { kind: 'line', maxLength: is.maxLength };
    case 'money':
      return { kind: 'money' };
    case 'date':
      return { kind: 'date' };
    case 'time':
      return { kind: 'time' };
    case 'number':
      return { kind: 'number' };
    case 'choice':
    case 'choices':
      return { kind: is.kind, options: optionsOf(name, field, asking) };
    case 'stage':
      return {
        kind: 'choice',
        options: pipeline.stages.map((stage) => ({ value: stage.id, label: stage.name[locale] })),
      };
    case 'deal':
    case 'customer':
    case 'person':
    case 'team': {
      const option = chosen[name];
      return option === undefined
        ? { kind: 'search', of: is.kind }
        : { kind: 'search', of: is.kind, chosen: option };
    }
  }
}
