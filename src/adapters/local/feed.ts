import type { IncomingMessage, ServerResponse } from 'node:http';
import { faultOf } from '../../chat/fault.ts';
import type { ClockView, MessageEvent } from './api.ts';
import type { LocalPorts } from './ports.ts';
import { messageViews, threadViews } from './view.ts';

const batch = 100;
const pulse = 20_000;

export type Feed = {
  /** Streams what changes for `person` after `revision` until the page goes away. */
  open(request: IncomingMessage, response: ServerResponse, from: { person: string; revision: number }): void;
  /** Something was posted or changed. */
  wake(): void;
  clock(view: ClockView): void;
  close(): void;
};

type Reader = { response: ServerResponse; pull(): void };

/**
 * Live updates as server-sent events. A reader is a cursor over the workspace's revisions rather than a listener on
 * posts: what it gets is complete and in order whether it was awake, asleep or cut off in between.
 */
export function createFeed(ports: Pick<LocalPorts, 'store' | 'log' | 'sizeOf'>): Feed {
  const readers = new Set<Reader>();
  const timer = setInterval(() => {
    for (const reader of readers) {
      reader.response.write(': pulse\n\n');
      // What another process wrote into the same workspace is seen at the next pulse.
      reader.pull();
    }
  }, pulse);
  timer.unref();

  function open(
    request: IncomingMessage,
    response: ServerResponse,
    from: { person: string; revision: number },
  ) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.write('retry: 1000\n\n');
    const reader = createReader(ports, response, from);
    readers.add(reader);
    request.on('close', () => readers.delete(reader));
    response.on('close', () => readers.delete(reader));
    reader.pull();
  }

  return {
    open,
    wake() {
      for (const reader of readers) reader.pull();
    },
    clock(view) {
      for (const reader of readers) reader.response.write(`event: clock\ndata: ${JSON.stringify(view)}\n\n`);
    },
    close() {
      clearInterval(timer);
      for (const reader of readers) reader.response.end();
      readers.clear();
    },
  };
}

function createReader(
  ports: Pick<LocalPorts, 'store' | 'log' | 'sizeOf'>,
  response: ServerResponse,
  from: { person: string; revision: number },
): Reader {
  let { revision } = from;
  let state: 'idle' | 'pulling' | 'asked again' = 'idle';

  async function drain(): Promise<void> {
    do {
      state = 'pulling';
      for (;;) {
        const messages = await ports.store.changes({ person: from.person, revision, limit: batch });
        if (messages.length === 0) break;
        const views = await messageViews(ports, from.person, messages);
        const roots = await threadViews(
          ports.store,
          from.person,
          messages.flatMap((message) => message.thread ?? []),
        );
        for (const message of views) {
          const replies = message.thread === null ? undefined : roots.get(message.thread);
          const root = message.thread !== null && replies ? { id: message.thread, replies } : null;
          const event: MessageEvent = { message, root };
          response.write(`id: ${message.revision}\nevent: message\ndata: ${JSON.stringify(event)}\n\n`);
          revision = message.revision;
        }
      }
    } while (asked());
    state = 'idle';
  }

  // A function, because the state changes while `drain` waits.
  function asked(): boolean {
    return state === 'asked again';
  }

  return {
    response,
    pull() {
      if (state !== 'idle') {
        state = 'asked again';
        return;
      }
      drain().catch((error: unknown) => {
        state = 'idle';
        ports.log.error(faultOf(error), 'local feed could not read');
        response.end();
      });
    },
  };
}
