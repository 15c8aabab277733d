import { useEffect, useState } from 'preact/hooks';
import type { FormControl, FormField, Option } from '../../../chat/form.ts';
import { useDesk } from './desk.ts';
import { type Origin, suggest } from './server.ts';

/** Where type-ahead asks: the form's line, and the place it was asked for in. */
export type Source = { line: string; origin: Origin };

type SearchProps = {
  control: Extract<FormControl, { kind: 'search' }>;
  field: FormField;
  value: string;
  source: Source;
  onValue(value: string): void;
  common: {
    id: string;
    name: string;
    'aria-required': boolean;
    'aria-invalid': boolean;
    'aria-describedby': string | undefined;
  };
};

/** Type-ahead: choosing an option gives its value, going on without one gives the typed text. */
export function SearchField({ control, field, value, source, onValue, common }: SearchProps) {
  const { words } = useDesk();
  const [label, setLabel] = useState(
    control.chosen?.value === value ? (control.chosen?.label ?? value) : value,
  );
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const options = useSuggestions({ source, field: field.name, typed: label, wanted: open });
  const list = `${common.id}-options`;

  function choose(option: Option): void {
    setLabel(option.label);
    setOpen(false);
    onValue(option.value);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const found = options ?? [];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      setOpen(true);
      if (found.length > 0) setActive((active + step + found.length) % found.length);
    } else if (open && event.key === 'Enter') {
      const option = found[active];
      if (option) choose(option);
      else setOpen(false);
    } else if (open && event.key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="search">
      <input
        {...common}
        value={label}
        type="text"
        autocomplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={open && options?.[active] ? `${list}-${active}` : undefined}
        onInput={(event) => {
          setLabel(event.currentTarget.value);
          setActive(0);
          setOpen(true);
          onValue(event.currentTarget.value);
        }}
        onFocus={() => setOpen(label === '')}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {open && options && (options.length > 0 || label !== '') && (
        <div class="options" id={list} role="listbox" aria-label={field.label}>
          {options.map((option, index) => (
            <button
              key={option.value}
              id={`${list}-${index}`}
              type="button"
              tabIndex={-1}
              role="option"
              aria-selected={index === active}
              class="option"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <span>{option.label}</span>
              {option.detail !== undefined && <small>{option.detail}</small>}
            </button>
          ))}
          {options.length === 0 && <p class="options-none">{words.searchEmpty}</p>}
        </div>
      )}
    </div>
  );
}

type Wanted = { source: Source; field: string; typed: string; wanted: boolean };

/** Asks a moment after the last key; answers to older questions are dropped. Null until the first answer. */
function useSuggestions({ source, field, typed, wanted }: Wanted): readonly Option[] | null {
  const { me } = useDesk();
  const [options, setOptions] = useState<readonly Option[] | null>(null);
  useEffect(() => {
    if (!wanted || !me) return;
    let stale = false;
    const timer = setTimeout(() => {
      suggest({ as: me.id, origin: source.origin, line: source.line, field, q: typed }).then(
        (found) => !stale && setOptions(found),
        // Type-ahead is a convenience: without it one types the name out.
        () => !stale && setOptions([]),
      );
    }, 120);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [wanted, typed, field, me?.id]);
  return options;
}
