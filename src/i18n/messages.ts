import type { Locale } from '../domain/people.ts';
import { en, type Messages } from './en.ts';
import { zh } from './zh.ts';

export const messages: Readonly<Record<Locale, Messages>> = { en, zh };
