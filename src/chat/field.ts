import { z } from 'zod';
import type { Day } from '../domain/day.ts';
import type { Money } from '../domain/money.ts';
import type { Locale, Person, Team } from '../domain/people.ts';
import type { Stage } from '../domain/stage.ts';
import type { DealView } from '../domain/views.ts';

/** A text in both languages. Commands carry their own words this way; a missing one does not compile. */
export type Both = Readonly<Record<Locale, string>>;

/** One value of a choice, with the words people use for it. */
export type Choice<V extends string = string> = {
  value: V;
  label: Both;
  /** Other words that mean it, in either language, as they are typed. */
  also?: readonly string[];
};

/** A customer as said: known, or a name that would be a new one. */
export type CustomerArg = { id: string | null; name: string };

/** How a field is read and asked for. */
export type FieldKind =
  | {
      kind: 'text';
      /**
       * whole: all that was said; rest: what the other fields left over; period: of that the words of a stretch of time;
       * left: what even those left over of an order, to be asked about.
       */
      takes: 'whole' | 'rest' | 'named' | 'period' | 'left';
      lines: boolean;
      maxLength: number;
    }
  /** target: of one without a currency the subject's last target says which. */
  | { kind: 'money'; target: boolean }
  /** timed: the time of day that is said with the day stays in the line, for the words beside it. */
  | { kind: 'date'; direction: 'future' | 'past' | 'any'; timed?: true }
  | { kind: 'time' }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'choice'; options: readonly Choice[] }
  | { kind: 'choices'; options: readonly Choice[] }
  /**
   * offered: the verb asks by itself whether the deal was offered to the person, who may not read it yet. merged: by its
   * number, a deal that became part of another one is found too.
   */
  | { kind: 'deal'; status: 'open' | 'closed' | 'any'; offered: boolean; merged: boolean }
  /** known: only one that there is; else a name that nobody knows is a new customer. */
  | { kind: 'customer'; known: boolean }
  /** owns: only somebody who can own a deal. */
  | { kind: 'person'; owns?: true }
  | { kind: 'team' }
  | { kind: 'stage' };

/**
 * One thing that a verb wants to know. From it come the typed syntax, the form on every surface, type-ahead, help and
 * the manifest's hints. `V` is what `run` gets.
 */
export type Field<V = unknown> = {
  is: FieldKind;
  label: Both;
  /** As one would type it. */
  example: Both;
  optional: boolean;
  /** Optional in a line, but not in a form that asks for it. */
  needed?: true;
  /** Turns the raw text into a value, once references are resolved; its issues are shown beside the field. */
  schema: z.ZodType<V>;
  /** Where the raw value comes from when nothing was said. */
  preset?: string;
  /** Asked for only in forms, never read out of a line. */
  formOnly?: true;
  /** An id that buttons carry: never read out of a line and never shown in a form. */
  machine?: true;
  /** Shorter names of it that people put before a colon: 名称. */
  short?: readonly string[];
  /** Words that lead to its value at the beginning of what is said: for Acme, 给远景. */
  leads?: Readonly<Record<Locale, readonly string[]>>;
};

export type Fields = Readonly<Record<string, Field>>;
export type Args<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer V> ? V : never };

type Said = {
  label: Both;
  example?: Both;
  preset?: string;
  formOnly?: true;
  machine?: true;
  short?: readonly string[];
};

const NONE: Both = { en: '', zh: '' };
const base = (said: Said) => ({
  label: said.label,
  example: said.example ?? NONE,
  optional: false,
  ...(said.preset === undefined ? {} : { preset: said.preset }),
  ...(said.formOnly === undefined ? {} : { formOnly: said.formOnly }),
  ...(said.machine === undefined ? {} : { machine: said.machine }),
  ...(said.short === undefined ? {} : { short: said.short }),
});

/** References and spans are resolved before the schema sees them: it only checks that they are there. */
const resolved = <V>() => z.custom<V>((value) => value !== undefined && value !== null && value !== '');

export const optional = <V>(field: Field<V>): Field<V | null> => ({
  ...field,
  optional: true,
  schema: z.union([z.null(), field.schema]),
});

/** A short text. `rest` is what the other fields leave over; `named` only `name: value` or a form gives it. */
export const text = (
  said: Said & { takes?: 'whole' | 'rest' | 'named' | 'period'; maxLength?: number },
): Field<string> => ({
  ...base(said),
  is: { kind: 'text', takes: said.takes ?? 'rest', lines: false, maxLength: said.maxLength ?? 200 },
  schema: z
    .string()
    .trim()
    .min(1)
    .max(said.maxLength ?? 200),
});

export const lines = (said: Said & { takes?: 'whole' | 'rest' | 'named' }): Field<string> => ({
  ...base(said),
  is: { kind: 'text', takes: said.takes ?? 'rest', lines: true, maxLength: 4000 },
  schema: z.string().trim().min(1).max(4000),
});

/**
 * Words of an order that no field understood: the verb says so, or asks. A verb that has it reads its references behind
 * their labels alone, too: owner Joe, 客户 远景.
 */
export const unread: Field<string | null> = {
  ...base({ label: { en: 'Not understood', zh: '没看懂的' }, machine: true }),
  optional: true,
  is: { kind: 'text', takes: 'left', lines: false, maxLength: 4000 },
  schema: z.union([z.null(), z.string()]),
};

export const money = (said: Said & { target?: true }): Field<Money> => ({
  ...base(said),
  is: { kind: 'money', target: said.target === true },
  schema: z.object({ minor: z.int().min(0), currency: z.string().length(3) }),
});

export const date = (said: Said & { direction?: 'future' | 'past' | 'any'; timed?: true }): Field<Day> => ({
  ...base(said),
  is: { kind: 'date', direction: said.direction ?? 'any', ...(said.timed === true && { timed: true }) },
  schema: z.string(),
});

export const time = (said: Said): Field<string> => ({
  ...base(said),
  is: { kind: 'time' },
  schema: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

export const number = (said: Said & { min: number; max: number }): Field<number> => ({
  ...base(said),
  is: { kind: 'number', min: said.min, max: said.max },
  schema: z.coerce.number().int().min(said.min).max(said.max),
});

export const choice = <V extends string>(said: Said & { options: readonly Choice<V>[] }): Field<V> => ({
  ...base(said),
  is: { kind: 'choice', options: said.options },
  schema: z.custom<V>((value) => said.options.some((option) => option.value === value)),
});

/** Said by a form that has asked once more: what looks like a slip is meant. */
export const sure = (): Field<'yes' | null> =>
  optional(
    choice({
      label: { en: 'Sure', zh: '确认' },
      options: [{ value: 'yes', label: { en: 'yes', zh: '是' } }],
      machine: true,
    }),
  );

/** Several values, kept as a comma-separated raw text. */
export const choices = <V extends string>(
  said: Said & { options: readonly Choice<V>[] },
): Field<readonly V[]> => ({
  ...base(said),
  is: { kind: 'choices', options: said.options },
  schema: z
    .string()
    .transform((raw) => said.options.flatMap((o) => (raw.split(',').includes(o.value) ? [o.value] : []))),
});

/** A deal, by number, by a fragment of its name, customer or contact, or because the thread is its home. */
export const deal = (
  said: Partial<Said> & { status?: 'open' | 'closed' | 'any'; offered?: true; merged?: true } = {},
): Field<DealView> => ({
  ...base({ label: { en: 'Deal', zh: '商机' }, example: { en: 'acme', zh: '远景' }, ...said }),
  is: {
    kind: 'deal',
    status: said.status ?? 'open',
    offered: said.offered === true,
    merged: said.merged === true,
  },
  schema: resolved<DealView>(),
});

export const customer = (
  said: Partial<Said> & Pick<Field, 'leads'> & { known?: true } = {},
): Field<CustomerArg> => ({
  ...base({ label: { en: 'Customer', zh: '客户' }, example: { en: 'Acme', zh: '远景能源' }, ...said }),
  ...(said.leads === undefined ? {} : { leads: said.leads }),
  is: { kind: 'customer', known: said.known === true },
  schema: resolved<CustomerArg>(),
});

export const person = (said: Said & { owns?: true }): Field<Person> => ({
  ...base(said),
  is: { kind: 'person', ...(said.owns === true && { owns: true }) },
  schema: resolved<Person>(),
});

export const team = (said: Partial<Said> = {}): Field<Team> => ({
  ...base({ label: { en: 'Team', zh: '团队' }, example: { en: 'East', zh: '华东' }, ...said }),
  is: { kind: 'team' },
  schema: resolved<Team>(),
});

export const stage = (said: Partial<Said> = {}): Field<Stage> => ({
  ...base({ label: { en: 'Stage', zh: '阶段' }, example: { en: 'proposal', zh: '方案呈现' }, ...said }),
  is: { kind: 'stage' },
  schema: resolved<Stage>(),
});
