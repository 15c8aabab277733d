import type { Words as Said } from '../../../chat/card.ts';
import type { HeardView } from '../api.ts';
import * as server from './server.ts';
import { type Act, type OpenForm, type Pending, talkKey } from './state.ts';

/** What one can do that the server has to do with. False: it did not work and nothing happened. */
export type Actions = {
  loadEarlier(channel: string, thread: string | null, before: number): Promise<boolean>;
  say(pending: Omit<Pending, 'state' | 'as'>): Promise<void>;
  discard(id: string): void;
  press(message: { id: string; channel: string; thread: string | null }, says: Said): Promise<boolean>;
  submit(form: OpenForm, values: Readonly<Record<string, string>>): Promise<boolean>;
  asideForm(values: Readonly<Record<string, string>>): void;
  againForm(): void;
  dropForm(): void;
  advance(wish: string): Promise<boolean>;
};

/** The actions of whoever one acts as. Each keeps to that person, also when its answer comes after one became another. */
export function createActions(act: Act, as: string): Actions {
  /** Shows what the server answered without waiting for the live event, and opens a form. */
  function take(heard: HeardView, origin: server.Origin): void {
    for (const message of [heard.said, heard.posted]) {
      if (message) act({ kind: 'arrived', event: { message, root: null }, me: as, open: message.channel });
    }
    if (heard.reply?.form) {
      const form = heard.reply.form;
      const values = Object.fromEntries(form.fields.map((field) => [field.name, field.value ?? '']));
      act({ kind: 'form', as, form: { id: crypto.randomUUID(), form, origin, values, shown: true } });
    }
  }

  async function tried(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof server.ServerError) return false;
      throw error;
    }
  }

  return {
    loadEarlier: (channel, thread, before) =>
      tried(async () => {
        const talk = await server.getMessages({ as, channel, thread, before });
        act({ kind: 'loaded', key: talkKey(channel, thread), talk });
      }),
    async say(pending) {
      act({ kind: 'sending', pending: { ...pending, as, state: 'sending' } });
      const { id, channel, thread, text } = pending;
      const files = pending.files.map(({ name, base64 }) => ({ name, base64 }));
      const sent = await tried(async () => {
        const heard = await server.say({ id, as, channel, thread, text, files });
        act({ kind: 'settled', id });
        take(heard, { kind: 'place', channel, thread });
      });
      if (!sent) act({ kind: 'failed', id });
    },
    discard: (id) => act({ kind: 'settled', id }),
    press: ({ id: message, channel, thread }, says) =>
      tried(async () => {
        const heard = await server.press({ id: crypto.randomUUID(), as, message, words: says });
        take(heard, { kind: 'message', message, channel, thread });
      }),
    submit: ({ id, form, origin }, values) =>
      tried(async () => {
        // The open form's own id: submitting again after a lost answer is the same input.
        const heard = await server.submit({ id, as, origin, words: form.says, values: { ...values } });
        act({ kind: 'form', as, form: null });
        take(heard, origin);
      }),
    asideForm: (values) => act({ kind: 'form-aside', values }),
    againForm: () => act({ kind: 'form-again' }),
    dropForm: () => act({ kind: 'form', as, form: null }),
    advance: (wish) => tried(async () => act({ kind: 'clock', clock: await server.advanceClock(wish) })),
  };
}
