import type { Locale } from '../domain/people.ts';
import type { Pipeline } from '../domain/stage.ts';
import type { Messages } from '../i18n/en.ts';
import type { Command } from './command.ts';
import type { Field } from './field.ts';
import type { Form, FormControl, FormField, Option } from './form.ts';
import type { Resolved } from './resolve.ts';

export type Asking = {
  command: Command;
  resolved: Pick<Resolved, 'raw' | 'faults' | 'choose'>;
  locale: Locale;
  m: Messages;
  pipeline: Pipeline;
  /** The text of a chosen reference, by field: a form shows a name, not an id. */
  chosen: Readonly<Record<string, Option>>;
  note?: string;
  /** Only these fields are asked for; all when left out. */
  only?: readonly string[];
  seen?: { deal: number; version: number };
};

/** The form of a verb as plain data: what is known is filled in, what is wrong says so beside its field. */
export function formOf(asking: Asking): Form {
  const { command, resolved, locale, m, only } = asking;
  const entries = Object.entries(command.fields).filter(
    ([name]) => only === undefined || only.includes(name),
  );
  const shown = entries.map(([name, field]) => formField(name, field, asking));
  const hidden = Object.fromEntries(
    Object.entries(resolved.raw).filter(([name]) => !entries.some(([one]) => one === name)),
  );
  const line = command.says[locale][0] ?? command.name;
  return {
    title: command.help[locale],
    ...(asking.note === undefined ? {} : { note: asking.note }),
    submit: m.chat.submit,
    says: { line, values: hidden, ...(asking.seen === undefined ? {} : { seen: asking.seen }) },
    fields: shown,
  };
}

function formField(name: string, field: Field, asking: Asking): FormField {
  const { locale, resolved } = asking;
  const value = resolved.raw[name] ?? field.preset;
  const fault = resolved.faults[name];
  const example = field.example[locale];
  return {
    name,
    label: field.label[locale],
    required: !field.optional,
    control: controlOf(name, field, asking),
    ...(value === undefined ? {} : { value }),
    ...(example === '' ? {} : { example }),
    // Nothing was typed yet: an empty field is not a fault on a form that opens for the first time.
    ...(fault === undefined || value === undefined ? {} : { fault }),
  };
}

function controlOf(name: string, field: Field, { locale, pipeline, chosen }: Asking): FormControl {
  const { is } = field;
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
      return {
        kind: is.kind,
        options: is.options.map((one) => ({ value: one.value, label: one.label[locale] })),
      };
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
