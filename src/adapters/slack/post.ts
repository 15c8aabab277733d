import { type Logger, webApi } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { type Address, DeliveryError, type Outgoing, type Receipt } from '../../chat/adapter.ts';
import { metadataOf, QUIET } from './answer/voice.ts';
import { clientOptions } from './calls.ts';
import { type Fill, sent, type Where } from './fill.ts';
import { findPosted } from './find.ts';
import type { Listening } from './listening.ts';
import { type Pace, paceOf } from './pace.ts';
import { isProblem, problemOf } from './problem.ts';

const TIMEOUT_MS = 10_000;
/** Clocks differ; a message posted at the first try is never older than this before it. */
const SKEW_MS = 120_000;
/** A post that was not found may still be on its way. */
const LOOK_AGAIN_MS = 15_000;

export type Posts = {
  post(out: Outgoing): Promise<Receipt>;
  update(receipt: Receipt, out: Outgoing): Promise<undefined>;
};

type Options = Pick<Listening, 'ports' | 'fill'> & { apiUrl: string; logger: Logger };

/** Sends what the outbox holds, with clients of its own, so that a limit met here never delays an answer. */
export function postsOf({ ports, fill, apiUrl, logger }: Options): Posts {
  const clients = new Map<string, WebClient>();
  const pace = paceOf(ports.now);

  async function clientOf(workspace: string): Promise<WebClient> {
    const bot = await ports.installationOf(workspace);
    if (bot === null) throw new DeliveryError('gone', 'not_installed');
    const known = clients.get(bot.botToken);
    if (known !== undefined) return known;
    const fresh = new webApi.WebClient(bot.botToken, { ...clientOptions(apiUrl, TIMEOUT_MS), logger });
    clients.set(bot.botToken, fresh);
    return fresh;
  }

  return {
    async post(out) {
      const client = await clientOf(out.to.workspace);
      const place = { method: 'chat.postMessage', channel: channelOf(out.to) };
      // Its turn comes before the look: what has to wait asks nothing of Slack.
      pace.turn(place.method, place.channel);
      if (out.doubtedSince !== undefined) {
        const before = await posted(client, out, out.doubtedSince);
        if (before !== null) return before;
      }
      const started = ports.now();
      try {
        return await obeying({ pace, ...place }, () => send({ client, out, fill }));
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.outcome !== 'unknown') throw error;
        const after = await posted(client, out, out.doubtedSince ?? started).catch(() => null);
        if (after !== null) return after;
        throw new DeliveryError('unknown', error.code, LOOK_AGAIN_MS);
      }
    },

    async update(receipt, out) {
      const client = await clientOf(out.to.workspace);
      const place = { method: 'chat.update', channel: receipt.channel };
      pace.turn(place.method, place.channel);
      try {
        await obeying({ pace, ...place }, () => redraw({ client, out, fill }, receipt));
        return undefined;
      } catch (error) {
        // Drawing the same again does no harm, so not knowing whether it was drawn is a reason to draw it again.
        if (error instanceof DeliveryError && error.outcome === 'unknown')
          throw new DeliveryError('later', error.code);
        throw error;
      }
    },
  };
}

type Sending = { client: WebClient; out: Outgoing; fill: Fill };

async function send({ client, out, fill }: Sending): Promise<Receipt> {
  const channel = channelOf(out.to);
  const thread = threadOf(out.to);
  const around = {
    channel,
    ...(thread !== undefined && { thread_ts: thread }),
    metadata: metadataOf(out.key),
  };
  const posted = await sent(fill, whereOf(client, out), {
    message: out.message,
    async call(drawn) {
      // Pictures may have taken long: what was given up meanwhile is not posted any more.
      out.signal?.throwIfAborted();
      return client.chat.postMessage({ ...drawn, ...QUIET, ...around });
    },
  });
  if (posted.ts === undefined) throw new DeliveryError('unknown', 'no_receipt');
  return { channel: posted.channel ?? channel, message: posted.ts };
}

async function redraw({ client, out, fill }: Sending, receipt: Receipt): Promise<void> {
  const { channel, message: ts } = receipt;
  const around = { channel, ts, parse: 'none', link_names: false, metadata: metadataOf(out.key) } as const;
  await sent(fill, whereOf(client, out), {
    message: out.message,
    async call(drawn) {
      out.signal?.throwIfAborted();
      return client.chat.update({ ...drawn, ...around });
    },
  });
}

const channelOf = (to: Address): string => (to.kind === 'room' ? to.channel : to.person);
const threadOf = (to: Address): string | undefined => (to.kind === 'room' ? to.thread : undefined);

const whereOf = (client: WebClient, { to, locale }: Outgoing): Where => ({
  client,
  workspace: to.workspace,
  locale,
});

async function obeying<T>(
  { pace, method, channel }: { pace: Pace; method: string; channel: string },
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const problem = problemOf(error);
    if (problem.code === 'ratelimited') pace.wait(method, channel, problem.retryAfter ?? 1000);
    throw problem;
  }
}

/** Looks whether a message is there already. When that cannot be known, nothing is posted. */
async function posted(client: WebClient, { to, key }: Outgoing, since: Date): Promise<Receipt | null> {
  try {
    const channel = to.kind === 'room' ? to.channel : await directChannel(client, to.person);
    const oldest = new Date(since.getTime() - SKEW_MS);
    const sought = { channel, thread: threadOf(to), keys: [key], since: oldest };
    const message = await findPosted(client, sought);
    return message === null ? null : { channel, message };
  } catch (error) {
    const problem = problemOf(error);
    if (problem.outcome === 'gone') throw problem;
    throw new DeliveryError('later', problem.code, problem.retryAfter ?? LOOK_AGAIN_MS);
  }
}

async function directChannel(client: WebClient, person: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: person });
  if (channel?.id === undefined) throw new DeliveryError('gone', 'channel_not_found');
  return channel.id;
}
