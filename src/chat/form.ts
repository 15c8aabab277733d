import type { Words } from './card.ts';

/** One choice of a select. `value` is what the field reads back. */
export type Option = { value: string; label: string; detail?: string };

/** How a field is asked for. Adapters map each kind to their own control. */
export type FormControl =
  | { kind: 'line'; maxLength: number }
  | { kind: 'lines'; maxLength: number }
  | { kind: 'date' }
  | { kind: 'time' }
  | { kind: 'money' }
  | { kind: 'number' }
  | { kind: 'choice'; options: readonly Option[] }
  | { kind: 'choices'; options: readonly Option[] }
  /** Options come from `suggest(command, field, typed)` as one types. */
  | { kind: 'search'; of: 'deal' | 'customer' | 'person' | 'team' | 'stage'; chosen?: Option };

export type FormField = {
  name: string;
  label: string;
  required: boolean;
  control: FormControl;
  value?: string;
  hint?: string;
  example?: string;
  /** What is wrong with `value`, in the person's language, shown beside the field. */
  fault?: string;
};

/**
 * A form as plain data. Submitting it says `says.line` with every field's raw value laid over `says.values`,
 * which is the same path as typing the line.
 */
export type Form = {
  title: string;
  note?: string;
  submit: string;
  says: Words;
  fields: readonly FormField[];
};
