import { type App, AuthorizationError, type StringIndexed } from '@slack/bolt';
import { faultOf } from '../../../chat/fault.ts';
import type { SlackPorts } from '../ports.ts';

/** One delivery from Slack, however it came. */
export type Delivery = {
  body: StringIndexed;
  retryNum?: number;
  retryReason?: string;
  acknowledge(answer?: unknown): Promise<void>;
};

/** A workspace that does not have the bot, or no longer. */
export class NotInstalled extends Error {}

export type Outcome = 'done' | 'not installed' | 'failed';

export type Processing = {
  process(app: App, delivery: Delivery): Promise<Outcome>;
  /** Resolves when everything that was begun is over. */
  drained(): Promise<void>;
};

type Ports = Pick<SlackPorts, 'now' | 'log'> & {
  /** Tells somebody in a workspace without the bot that nothing happens there; never throws. */
  decline(body: unknown): Promise<void>;
};

/**
 * Bolt acknowledges an event before its listener runs, and what happens then is lost with the process. Here Bolt gets
 * an acknowledgement that does nothing, and the listener the real one, as `context.acknowledge`; `context.arrived` says
 * since when Slack waits for it.
 */
export function processing({ now, log, decline }: Ports): Processing {
  const running = new Set<Promise<Outcome>>();

  async function run(app: App, delivery: Delivery): Promise<Outcome> {
    const { body, retryNum, retryReason, acknowledge } = delivery;
    const isEvent = body.event !== undefined;
    try {
      await app.processEvent({
        body,
        ...(retryNum !== undefined && { retryNum }),
        ...(retryReason !== undefined && { retryReason }),
        ack: isEvent ? async () => {} : acknowledge,
        customProperties: { acknowledge, arrived: now() },
      });
      return 'done';
    } catch (error) {
      if (error instanceof AuthorizationError && error.original instanceof NotInstalled) {
        await acknowledge();
        await decline(body);
        return 'not installed';
      }
      log.error(faultOf(error), 'slack delivery failed');
      return 'failed';
    }
  }

  return {
    process(app, delivery) {
      const one = run(app, delivery);
      running.add(one);
      return one.finally(() => running.delete(one));
    },
    async drained() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
