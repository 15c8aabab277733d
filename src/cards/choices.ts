import type { Locale } from '../domain/people.ts';
import type { Messages } from '../i18n/en.ts';
import { messages } from '../i18n/messages.ts';

/** A code with what it is called in both languages, and other words people use for it. */
export type NamedCode<V extends string> = {
  value: V;
  label: Readonly<Record<Locale, string>>;
  also: readonly string[];
};

/** Codes as the options of a field: what a card calls them is what a form offers. */
export const namedCodes = <V extends string>(
  codes: readonly V[],
  label: (m: Messages, code: V) => string,
  also: Partial<Readonly<Record<V, readonly string[]>>> = {},
): NamedCode<V>[] =>
  codes.map((value) => ({
    value,
    label: { en: label(messages.en, value), zh: label(messages.zh, value) },
    also: also[value] ?? [],
  }));
