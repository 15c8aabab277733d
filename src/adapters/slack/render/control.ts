import type { InputBlockElement, PlainTextOption } from '@slack/types';
import type { FormField, Option } from '../../../chat/form.ts';
import { LIMITS } from '../limits.ts';
import { chunks } from './block.ts';
import { plain } from './text.ts';

/** One control per field, so its action id tells nothing. It never changes: Slack keeps what is in a field only then. */
export const CONTROL = 'value';

/** Text is told while it is typed: when a modal is closed Slack no longer says what was in it. */
const WHILE_TYPING = {
  dispatch_action_config: { trigger_actions_on: ['on_character_entered' as const] },
};

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const NUMBER = /^-?\d{1,15}(?:\.\d{1,6})?$/;

/** Words like "next Friday" came from a typed line: they stay as they are, to be corrected. */
export function controlOf({ control, value = '', example = '' }: FormField): InputBlockElement {
  const placeholder = example === '' ? {} : { placeholder: plain(example, LIMITS.placeholder) };
  const base = { action_id: CONTROL, ...placeholder };
  switch (control.kind) {
    case 'line':
      return { ...base, ...text(value, control.maxLength), multiline: value.includes('\n') };
    case 'lines':
      return { ...base, ...text(value, control.maxLength), multiline: true };
    case 'money':
      return { ...base, ...text(value) };
    case 'number':
      if (value !== '' && !NUMBER.test(value)) return { ...base, ...text(value) };
      return { ...base, type: 'number_input', is_decimal_allowed: true, ...WHILE_TYPING, ...initial(value) };
    case 'date':
      if (value !== '' && !DAY.test(value)) return { ...base, ...text(value) };
      return { ...base, type: 'datepicker', ...(value !== '' && { initial_date: value }) };
    case 'time':
      if (value !== '' && !TIME.test(value)) return { ...base, ...text(value) };
      return { ...base, type: 'timepicker', ...(value !== '' && { initial_time: value }) };
    case 'choice':
      return select(control.options, value, base);
    case 'choices':
      return several(control.options, value, base);
    case 'search': {
      const option = control.chosen ?? { value, label: value };
      const chosen = value === '' || option.value === '' ? null : option;
      return {
        ...base,
        type: 'external_select',
        min_query_length: 1,
        ...(chosen !== null && { initial_option: optionOf(chosen) }),
      };
    }
  }
}

/** Whether a control can hold the value, so that what is sent back is what was there. */
export function fitsControl({ control, value = '' }: FormField): boolean {
  if (control.kind === 'search') return (control.chosen?.value ?? value).length <= LIMITS.optionValue;
  return value.length <= LIMITS.inputText;
}

const initial = (value: string) => (value === '' ? {} : { initial_value: value });

const text = (value: string, maxLength: number = LIMITS.inputText) => ({
  type: 'plain_text_input' as const,
  // What stands there already may be longer than the field wants; it is refused with a sentence, not by Slack.
  max_length: Math.min(LIMITS.inputText, Math.max(1, Math.floor(maxLength), value.length)),
  ...WHILE_TYPING,
  ...initial(value),
});

type Base = { action_id: string; placeholder?: ReturnType<typeof plain> };

function select(options: readonly Option[], value: string, base: Base): InputBlockElement {
  const usable = usableOf(options);
  if (usable.length === 0) return { ...base, ...text(value) };
  const chosen = usable.find((one) => one.value === value);
  return {
    ...base,
    type: 'static_select',
    ...offered(usable),
    ...(chosen !== undefined && { initial_option: optionOf(chosen) }),
  };
}

function several(options: readonly Option[], value: string, base: Base): InputBlockElement {
  const usable = usableOf(options);
  if (usable.length === 0) return { ...base, ...text(value) };
  const values = new Set(value.split(','));
  const chosen = usable.filter((one) => values.has(one.value)).map(optionOf);
  const initial = chosen.length === 0 ? {} : { initial_options: chosen };
  if (usable.length <= LIMITS.checkboxes)
    return { action_id: base.action_id, type: 'checkboxes', options: usable.map(optionOf), ...initial };
  return { ...base, type: 'multi_static_select', ...offered(usable), ...initial };
}

/** Slack refuses an option twice, and values that are empty or long. */
const usableOf = (options: readonly Option[]): readonly Option[] =>
  [...new Map(options.map((option) => [option.value, option])).values()]
    .filter(({ value }) => value !== '' && value.length <= LIMITS.optionValue)
    .slice(0, LIMITS.options * LIMITS.optionGroups);

/** More than a hundred options are offered in groups of a hundred. */
function offered(options: readonly Option[]) {
  if (options.length <= LIMITS.options) return { options: options.map(optionOf) };
  const groups = chunks(options, LIMITS.options).map((some, index) => ({
    label: plain(`${index * LIMITS.options + 1}–${index * LIMITS.options + some.length}`, LIMITS.optionText),
    options: some.map(optionOf),
  }));
  return { option_groups: groups };
}

export const optionOf = ({ value, label, detail }: Option): PlainTextOption => ({
  text: plain(label, LIMITS.optionText),
  value,
  ...(detail !== undefined && detail !== '' && { description: plain(detail, LIMITS.optionText) }),
});
