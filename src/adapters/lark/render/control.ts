import type { FormField, Option } from '../../../chat/form.ts';
import { LIMITS } from '../limits.ts';
import type { ChromeWords } from '../words.ts';
import { clip, type Node, plain } from './text.ts';

/**
 * The platform's control for a field, or null for a value that is too long for any: it is then kept as it is. A picker
 * takes only a day; what was typed in words stays in words. Options are at hand for searches that have few answers.
 */
export function controlNode(
  field: FormField,
  options: readonly Option[] | null,
  words: ChromeWords,
): Node | null {
  const { control, name, required, value = '' } = field;
  const base = { name, required, width: 'fill' };
  switch (control.kind) {
    case 'line':
    case 'lines': {
      if (value.length > LIMITS.inputText) return null;
      const rows = control.kind === 'lines' ? { input_type: 'multiline_text', rows: 3 } : {};
      return input(field, {
        ...rows,
        max_length: Math.max(1, Math.min(control.maxLength, LIMITS.inputText)),
      });
    }
    case 'money':
    case 'number':
      return input(field, { max_length: 60 });
    case 'date':
      if (value !== '' && !isDay(value)) return input(field, { max_length: 60 });
      return { tag: 'date_picker', ...base, ...hint(field), ...(value !== '' && { initial_date: value }) };
    case 'time':
      if (value !== '' && !isTime(value)) return input(field, { max_length: 60 });
      return { tag: 'picker_time', ...base, ...hint(field), ...(value !== '' && { initial_time: value }) };
    case 'choice':
      return select(field, control.options, words);
    case 'choices': {
      const chosen = value.split(',').filter((one) => control.options.some((option) => option.value === one));
      return {
        tag: 'multi_select_static',
        ...base,
        placeholder: plain(words.choose),
        options: control.options.slice(0, LIMITS.selectOptions).map(optionNode),
        ...(chosen.length > 0 && { selected_values: chosen }),
      };
    }
    case 'search':
      if (options !== null) return select(field, options, words);
      // The whole organisation can be picked from, and a picker finds people by pinyin.
      if (control.of === 'person' && value === '')
        return { tag: 'select_person', ...base, placeholder: plain(words.choose) };
      return input({ ...field, value: control.chosen?.label ?? value }, { max_length: 200 }, words.several);
  }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

function input(field: FormField, shape: { max_length: number } & Record<string, unknown>, ask = ''): Node {
  const value = clip(field.value ?? '', shape.max_length);
  const placeholder = field.example ?? field.hint ?? ask;
  return {
    tag: 'input',
    name: field.name,
    required: field.required,
    width: 'fill',
    ...shape,
    ...(placeholder !== '' && { placeholder: plain(clip(placeholder, 100)) }),
    ...(value !== '' && { default_value: value }),
  };
}

function select(field: FormField, options: readonly Option[], words: ChromeWords): Node {
  const { control, value } = field;
  const chosen = control.kind === 'search' ? control.chosen : undefined;
  const offered =
    chosen === undefined || options.some((one) => one.value === chosen.value)
      ? options
      : [chosen, ...options];
  const shown = offered.slice(0, LIMITS.selectOptions);
  return {
    tag: 'select_static',
    name: field.name,
    required: field.required,
    width: 'fill',
    placeholder: plain(words.choose),
    options: shown.map(optionNode),
    ...(shown.some((one) => one.value === value) && { initial_option: value }),
  };
}

const optionNode = (option: Option) => ({
  text: plain(
    clip(option.detail === undefined ? option.label : `${option.label} · ${option.detail}`, LIMITS.label),
  ),
  value: option.value,
});

const hint = (field: FormField) =>
  field.example === undefined ? {} : { placeholder: plain(clip(field.example, 100)) };
