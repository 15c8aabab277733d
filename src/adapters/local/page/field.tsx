import { useId } from 'preact/hooks';
import type { FormControl, FormField, Option } from '../../../chat/form.ts';
import { useDesk } from './desk.ts';
import { SearchField, type Source } from './search-field.tsx';
import type { Words } from './words.ts';

type FieldProps = { field: FormField; value: string; source: Source; onValue(value: string): void };

/** One field with its label, hint and fault. A group of choices is a fieldset, everything else has a label. */
export function Field(props: FieldProps) {
  const { words } = useDesk();
  const { field } = props;
  const id = useId();
  const help = helpOf(field, { said: props.value, words });
  const described =
    [help && `${id}-help`, field.fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  const several = field.control.kind === 'choices' || isShortChoice(field.control);
  const mark = <span class="field-mark">{field.required ? words.required : words.optional}</span>;
  const control = <Control {...props} id={id} described={described} />;
  return (
    <div class={`field ${field.fault ? 'faulty' : ''} field-${field.control.kind}`}>
      {several ? (
        <fieldset aria-describedby={described} aria-invalid={field.fault !== undefined}>
          <legend>
            {field.label} {mark}
          </legend>
          {control}
        </fieldset>
      ) : (
        <>
          <label for={id}>
            {field.label} {mark}
          </label>
          {control}
        </>
      )}
      {help && (
        <p class="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {field.fault && (
        <p class="field-fault" id={`${id}-fault`}>
          {field.fault}
        </p>
      )}
    </div>
  );
}

/** The browser's own picker takes no words, so it is given no example of them. */
function helpOf(
  { hint, example, control }: FormField,
  { said, words }: { said: string; words: Words },
): string {
  const picked =
    (control.kind === 'date' && fits(said, DATE)) || (control.kind === 'time' && fits(said, TIME));
  return [hint, example === undefined || picked ? undefined : words.for(example)].filter(Boolean).join(' · ');
}

const fewOptions = 5;

function isShortChoice(control: FormControl): boolean {
  return control.kind === 'choice' && control.options.length <= fewOptions;
}

type ControlProps = FieldProps & { id: string; described: string | undefined };

function Control({ field, value, source, onValue, id, described }: ControlProps) {
  const { control } = field;
  const common = {
    id,
    name: field.name,
    value,
    'aria-required': field.required,
    'aria-invalid': field.fault !== undefined,
    'aria-describedby': described,
  };
  const onInput = (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value);
  switch (control.kind) {
    case 'line':
      return (
        <input {...common} type="text" maxLength={control.maxLength} autocomplete="off" onInput={onInput} />
      );
    case 'lines':
      return <textarea {...common} rows={3} maxLength={control.maxLength} onInput={onInput} />;
    case 'date':
      // Words like "next Friday" came from a typed line: they stay as they are, to be corrected.
      if (!fits(value, DATE)) return <input {...common} type="text" onInput={onInput} />;
      return <input {...common} type="date" onInput={onInput} />;
    case 'time':
      if (!fits(value, TIME)) return <input {...common} type="text" onInput={onInput} />;
      return <input {...common} type="time" onInput={onInput} />;
    case 'money':
      return <input {...common} type="text" autocomplete="off" onInput={onInput} />;
    case 'number':
      return <input {...common} type="text" inputMode="decimal" autocomplete="off" onInput={onInput} />;
    case 'choice':
      return <Choice {...{ control, field, value, onValue }} common={common} />;
    case 'choices':
      return <Choices options={control.options} name={field.name} value={value} onValue={onValue} />;
    case 'search':
      return <SearchField {...{ control, field, value, source, onValue }} common={common} />;
  }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}$/;

function fits(value: string, shape: RegExp): boolean {
  return value === '' || shape.test(value);
}

type Common = { id: string; name: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean };
type ChoiceProps = {
  control: Extract<FormControl, { kind: 'choice' }>;
  field: FormField;
  value: string;
  onValue(value: string): void;
  common: Common;
};

function Choice({ control, field, value, onValue, common }: ChoiceProps) {
  const { words } = useDesk();
  if (!isShortChoice(control)) {
    return (
      <select {...common} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        <option value="">{words.chooseOne}</option>
        {control.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.detail === undefined ? option.label : `${option.label} · ${option.detail}`}
          </option>
        ))}
      </select>
    );
  }
  return (
    <div class="pills">
      {control.options.map((option) => (
        <Pill
          key={option.value}
          type="radio"
          name={field.name}
          option={option}
          checked={value === option.value}
          // A radio cannot be taken back; a second press on an optional one does.
          onPress={() => onValue(!field.required && value === option.value ? '' : option.value)}
        />
      ))}
    </div>
  );
}

type ChoicesProps = { options: readonly Option[]; name: string; value: string; onValue(value: string): void };

/** Several at once: their values joined by commas, in the options' order. */
function Choices({ options, name, value, onValue }: ChoicesProps) {
  const chosen = new Set(value.split(',').filter((one) => one !== ''));
  const toggled = (option: Option) =>
    options
      .map((one) => one.value)
      .filter((one) => (one === option.value ? !chosen.has(one) : chosen.has(one)))
      .join(',');
  return (
    <div class="pills">
      {options.map((option) => (
        <Pill
          key={option.value}
          type="checkbox"
          name={name}
          option={option}
          checked={chosen.has(option.value)}
          onPress={() => onValue(toggled(option))}
        />
      ))}
    </div>
  );
}

type PillProps = {
  type: 'radio' | 'checkbox';
  name: string;
  option: Option;
  checked: boolean;
  onPress(): void;
};

function Pill({ type, name, option, checked, onPress }: PillProps) {
  return (
    <label class="pill">
      <input type={type} name={name} value={option.value} checked={checked} onClick={onPress} />
      <span>
        {option.label}
        {option.detail !== undefined && <small>{option.detail}</small>}
      </span>
    </label>
  );
}
