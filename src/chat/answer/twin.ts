import { otherLocale } from '../../domain/people.ts';
import { messages } from '../../i18n/messages.ts';
import type { Command, Context, Outcome } from '../command.ts';
import type { Input } from '../input.ts';
import type { Reply } from '../message.ts';

/** What a verb decided for somebody who reads the other language: the same, in other words. */
export type Twin = { context: Context; outcome: Outcome };

/**
 * Runs a verb, and where everybody reads along in both languages once more for the words of the other one. A verb only
 * reads, so it may be run again; the ids that it makes are those of the first run, so that buttons mean the same.
 */
export async function runInBoth(
  command: Command,
  args: Readonly<Record<string, unknown>>,
  { input, context }: { input: Input; context: Context },
): Promise<{ outcome: Outcome; twin: Twin | null }> {
  if (input.bilingual !== true || input.place.kind !== 'room')
    return { outcome: await command.run(args, context), twin: null };
  const made: string[] = [];
  const newId = (): string => {
    const id = context.newId();
    made.push(id);
    return id;
  };
  const both: Context = { ...context, bilingual: true };
  const outcome = await command.run(args, { ...both, newId });
  const other = inOtherLanguage({ ...both, newId: () => made.shift() ?? context.newId() });
  return { outcome, twin: { context: other, outcome: await command.run(args, other) } };
}

function inOtherLanguage(context: Context): Context {
  const locale = otherLocale(context.locale);
  return { ...context, locale, m: messages[locale], person: { ...context.person, locale } };
}

/** Only what a whole place sees is said in both languages. */
export function withTwin(reply: Reply, twin: Reply): Reply {
  if (reply.audience !== 'place') return reply;
  const { audience: _, replaces: __, ...message } = twin;
  return { ...reply, twin: message };
}
