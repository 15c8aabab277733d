import { setTimeout as after } from 'node:timers/promises';
import { type Input, inputKey } from '../../chat/input.ts';
import type { Reply } from '../../chat/message.ts';
import type { SlackPorts } from './ports.ts';

/** Where an answer appears, and how Slack is told that it was heard. */
export type Surface = {
  /** Shows the answer and acknowledges, in the order that loses nothing. Throws when it could not be shown. */
  answer(reply: Reply | null): Promise<void>;
  /** Acknowledges and says that it takes longer. */
  wait(): Promise<void>;
  /** Shows the answer after all, when it can follow in no other way. */
  afterwards(reply: Reply | null): Promise<void>;
};

export type Hearing = Pick<SlackPorts, 'hear' | 'later' | 'log'> & {
  /** How long to wait for the commit before saying so, in ms. Slack waits 3 s for an acknowledgement. */
  patience: number;
};

/** The key under which the outbox answers an input; also on answers posted at once, so that none is posted twice. */
export const answerKey = (input: Input): string => `answer:${inputKey(input)}`;

/** Hears an input, and answers on its surface when that is possible in time, else once by the outbox. */
export async function take(hearing: Hearing, input: Input, surface: Surface): Promise<void> {
  const reply = hearing.hear(input);
  const first = await inTime(reply, hearing.patience);
  if (first === 'late') return takeLater(hearing, input, { surface, reply });
  try {
    await surface.answer(first.reply);
  } catch (error) {
    hearing.log.warn({ input: input.id, code: codeOf(error) }, 'slack answer was not shown');
    await hearing.later(input, Promise.resolve(first.reply));
  }
}

async function takeLater(
  hearing: Hearing,
  input: Input,
  { surface, reply }: { surface: Surface; reply: Promise<Reply | null> },
): Promise<void> {
  // Both at once: what is slow is most likely the database, and the acknowledgement must not wait for it.
  const [kept] = await Promise.allSettled([hearing.later(input, reply), surface.wait()]);
  if (kept.status === 'fulfilled') {
    // The outbox answers; a process that stops waits for what it has begun.
    await Promise.allSettled([reply]);
    return;
  }
  hearing.log.warn({ input: input.id, code: codeOf(kept.reason) }, 'slack answer was not put off');
  await surface.afterwards(await reply);
}

async function inTime(
  reply: Promise<Reply | null>,
  patience: number,
): Promise<'late' | { reply: Reply | null }> {
  const enough = new AbortController();
  try {
    return await Promise.race([
      reply.then((one) => ({ reply: one })),
      after(patience, 'late' as const, { signal: enough.signal }),
    ]);
  } finally {
    enough.abort();
  }
}

export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  // Error messages may quote what people wrote; codes of Slack do not.
  const data = 'data' in error ? error.data : undefined;
  const hasCode = typeof data === 'object' && data !== null && 'error' in data;
  return hasCode && typeof data.error === 'string' ? data.error : error.name;
};
