import type { Words } from './card.ts';
import type { Input, Said } from './input.ts';

/**
 * What PostgreSQL cannot keep is taken out of an input before anything reads it: NUL, which it has in no text and no
 * JSON, and halves of surrogate pairs, which are no characters. Everything else is kept as it was typed.
 */
export const cleaned = (input: Input): Input => ({
  ...input,
  id: cleanText(input.id),
  actor: cleanText(input.actor),
  place: {
    ...input.place,
    channel: cleanText(input.place.channel),
    ...(input.place.thread === undefined ? {} : { thread: cleanText(input.place.thread) }),
  },
  said: cleanSaid(input.said),
  files: input.files.map((file) => ({ ...file, name: cleanText(file.name), read: () => file.read() })),
  profile: async () => {
    const profile = await input.profile();
    return {
      ...profile,
      name: cleanText(profile.name).trim().slice(0, LONGEST_NAME) || cleanText(input.actor),
    };
  },
});

const LONGEST_NAME = 100;

/** With the u flag a whole pair is one character, so only halves are surrogates. */
export const cleanText = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');

const cleanValues = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [cleanText(name), cleanText(value)]));

/** A version that no deal can have rests on nothing. */
function cleanWords({ line, values, seen, on, form }: Words): Words {
  const real = seen !== undefined && isCount(seen.deal) && isCount(seen.version);
  return {
    line: cleanText(line),
    ...(values === undefined ? {} : { values: cleanValues(values) }),
    ...(real ? { seen } : {}),
    ...(on === undefined ? {} : { on }),
    ...(form === undefined ? {} : { form: cleanText(form) }),
  };
}

const isCount = (value: number): boolean => Number.isInteger(value) && value > 0 && value < 2 ** 31;

function cleanSaid(said: Said): Said {
  switch (said.kind) {
    case 'line':
      return { ...said, text: cleanText(said.text) };
    case 'press':
      return { ...said, words: cleanWords(said.words) };
    case 'submit':
      return { ...said, words: cleanWords(said.words), values: cleanValues(said.values) };
    case 'files':
      return { ...said, text: cleanText(said.text) };
  }
}
