import { setTimeout as after } from 'node:timers/promises';
import { type Logger, type Receiver, SocketModeReceiver, type StringIndexed } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from '../../../chat/log.ts';
import { clientOptions } from '../calls.ts';
import { codeOf } from '../turn.ts';
import type { Processing } from './process.ts';

type Options = { appToken: string; apiUrl: string; processing: Processing; logger: Logger; log: Log };

const CONNECT_MS = 10_000;
const LONGEST_WAIT_MS = 30_000;

const Arrived = z.object({
  body: z.custom<StringIndexed>((body) => typeof body === 'object' && body !== null),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
  ack: z.custom<(answer?: unknown) => Promise<void>>((ack) => typeof ack === 'function'),
});

/**
 * Bolt's socket with our own order of acknowledging: its receiver is given no app, so that what arrives goes only
 * through `processing`. Connecting again is ours too: the SDK waits five seconds first, and a refused reconnect ends as
 * an unhandled rejection that would take the whole process down.
 */
export function socketReceiver({ appToken, apiUrl, processing, logger, log }: Options): Receiver {
  const { client } = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(apiUrl, CONNECT_MS) },
  });
  const stopping = new AbortController();

  async function connect(wait: number): Promise<void> {
    if (stopping.signal.aborted) return;
    try {
      await after(wait, undefined, { signal: stopping.signal });
      await client.start();
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.warn({ code: codeOf(error) }, 'slack socket is not connected');
      await connect(Math.min(LONGEST_WAIT_MS, wait * 2 + 500));
    }
  }

  return {
    init(app) {
      client.on('slack_event', (arrived: unknown) => {
        const parsed = Arrived.safeParse(arrived);
        if (!parsed.success) return;
        const { body, retry_num: retryNum, retry_reason: retryReason, ack } = parsed.data;
        const acknowledge = onceOnly(ack);
        processing
          .process(app, {
            body,
            ...(retryNum !== undefined && retryNum > 0 && { retryNum }),
            ...(retryReason !== undefined && { retryReason }),
            acknowledge,
          })
          .then((outcome) => (outcome === 'failed' ? undefined : acknowledge()))
          // The socket closed meanwhile: Slack delivers it again on the next one.
          .catch((error: unknown) =>
            log.warn({ code: codeOf(error) }, 'slack delivery was not acknowledged'),
          );
      });
    },
    async start() {
      try {
        await client.start();
      } catch (error) {
        // A token that Slack refuses is for a person to mend; everything else passes.
        if (error instanceof WebAPIPlatformError) throw error;
        void connect(500);
      }
      client.on('disconnected', () => void connect(0));
    },
    async stop() {
      stopping.abort();
      await client.disconnect();
    },
  };
}

function onceOnly(ack: (answer?: unknown) => Promise<void>): (answer?: unknown) => Promise<void> {
  let done = false;
  return async (answer) => {
    if (done) return;
    done = true;
    await ack(answer);
  };
}
