import { nameKey } from './name.ts';
import type { PersonRef } from './people.ts';
import type { DealLine } from './views.ts';

/** What is compared of an open deal: the one that would be opened, or one that exists. */
export type Likeness = { name: string; customerId: string | null; ownerId: string };

/** A deal that may be the same business; of one that is not visible, nothing but whom to ask. */
export type Duplicate = { kind: 'seen'; deal: DealLine } | { kind: 'hidden'; owner: PersonRef };

/** Names that share this much of their pairs of characters are taken for the same deal. */
const ALIKE = 0.6;

/**
 * Two deals may be one: a colleague is at the same customer, or the same person has a deal of nearly the same name
 * there. Without a customer only the name can tell, and then it has to be the same.
 */
export function likelySame(fresh: Likeness, existing: Likeness): boolean {
  if (fresh.customerId === null || existing.customerId === null)
    return nameKey(fresh.name) === nameKey(existing.name);
  if (fresh.customerId !== existing.customerId) return false;
  return fresh.ownerId !== existing.ownerId || likeness(fresh.name, existing.name) >= ALIKE;
}

/** Dice's coefficient of the pairs of characters of two names, 0 to 1. 一期 and 二期 are different by their pairs. */
export function likeness(a: string, b: string): number {
  const [one, other] = [nameKey(a), nameKey(b)];
  if (one === other) return 1;
  const [first, second] = [pairs(one), pairs(other)];
  if (first.length + second.length === 0) return 0;
  const unmatched = [...second];
  const shared = first.filter((pair) => {
    const at = unmatched.indexOf(pair);
    if (at >= 0) unmatched.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (first.length + second.length);
}

const pairs = (name: string): string[] => {
  const chars = [...name];
  return chars.slice(1).map((char, index) => `${chars[index]}${char}`);
};
