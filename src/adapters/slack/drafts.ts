import { z } from 'zod';
import { StateValue } from './input/payload.ts';
import type { SlackPorts } from './ports.ts';
import { codeOf } from './turn.ts';

/** What stands in a modal's fields, by block and control. */
export type State = Readonly<Record<string, Readonly<Record<string, StateValue>>>>;

type Open = { workspace: string; view: string };

/** What is typed into modals that are open: Slack tells it while one types, and no longer when a modal is closed. */
export type Drafts = {
  typed(open: Open, now: { state: State; at: Date }): void;
  /** What stood in a modal when it was last touched, whichever process was told; null when nothing was. */
  last(open: Open): Promise<State | null>;
};

const Kept = z.record(z.string(), z.record(z.string(), StateValue));

/** One write per modal at a time: while it runs, only what was typed last waits for the next. */
export function draftsOf(ports: Pick<SlackPorts, 'keepDraft' | 'draftOf' | 'log'>): Drafts {
  const waiting = new Map<string, { state: State; at: Date }>();
  const writing = new Map<string, Promise<void>>();

  async function write(key: string, { workspace, view }: Open): Promise<void> {
    for (let next = waiting.get(key); next !== undefined; next = waiting.get(key)) {
      waiting.delete(key);
      await ports.keepDraft(workspace, view, next).catch((error: unknown) => {
        ports.log.warn({ code: codeOf(error) }, 'slack draft was not kept');
      });
    }
    writing.delete(key);
  }

  return {
    typed(open, now) {
      const key = `${open.workspace}:${open.view}`;
      const before = waiting.get(key);
      if (before !== undefined && before.at > now.at) return;
      waiting.set(key, now);
      if (!writing.has(key)) writing.set(key, write(key, open));
    },
    async last({ workspace, view }) {
      await writing.get(`${workspace}:${view}`);
      const kept = Kept.safeParse(await ports.draftOf(workspace, view));
      return kept.success ? kept.data : null;
    },
  };
}
