import { nameKey } from './name.ts';
import { calledIn } from './title.ts';

/** A person at the customer, as the store knows them. */
export type ContactFacts = { id: string; name: string; title: string | null };

/** Who was met: somebody known, or a name as it was said. */
export type SaidPerson = { contactId: string; name: string } | { name: string };

/** The one contact that a name, a surname with a title, or a title fits; else the name as it was said. */
export function personCalled(said: string, contacts: readonly ContactFacts[]): SaidPerson {
  const key = nameKey(said);
  const exact = contacts.filter((one) => nameKey(one.name) === key);
  const fitting = exact.length > 0 ? exact : contacts.filter((one) => fits(said, one));
  const [only] = fitting;
  return only !== undefined && fitting.length === 1
    ? { contactId: only.id, name: only.name }
    : { name: said.trim() };
}

function fits(said: string, { name, title }: ContactFacts): boolean {
  const called = calledIn(said)[0];
  if (called !== undefined) {
    const begins = called.begins !== undefined && name.startsWith(called.begins);
    const ends = called.ends !== undefined && name.endsWith(called.ends);
    // 王总 is a 王 whose title has 总 in it; somebody without a title may be meant, an engineer is not.
    const rank = said.slice(called.begins?.length ?? 0);
    const nickname = /^[小老阿]/u.test(said);
    return (begins || ends) && (nickname || title === null || title.includes(rank) || name.endsWith(rank));
  }
  if (title !== null && nameKey(title) === nameKey(said)) return true;
  const words = said
    .toLowerCase()
    .replace(/^(?:mr|mrs|ms|dr|prof)\.?\s+/u, '')
    .split(/\s+/u);
  const own = name.toLowerCase().split(/\s+/u);
  return words.every((word) => own.includes(word));
}

/** The contacts whose name stands in a line: the whole of it, or its first word. */
export function contactsIn(line: string, contacts: readonly ContactFacts[]): SaidPerson[] {
  const lower = line.toLowerCase();
  return contacts
    .filter(({ name }) => {
      const [first = name] = name.split(/\s+/u);
      return [name, first].some((form) => form.length > 1 && standsIn(lower, form.toLowerCase()));
    })
    .map(({ id, name }) => ({ contactId: id, name }));
}

function standsIn(text: string, word: string): boolean {
  if (/\p{Script=Han}/u.test(word)) return text.includes(word);
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(text);
}
