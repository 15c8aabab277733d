import { type Logger, webApi } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { type Address, DeliveryError, type Outgoing, type Receipt } from '../../chat/adapter.ts';
import { metadataOf, QUIET } from './answer/voice.ts';
import { clientOptions } from './calls.ts';
import { sent, type Where } from './fill.ts';
import { findPosted } from './find.ts';
import type { Office } from './office.ts';
import { type Pace, paceOf } from './pace.ts';
import { problemOf } from './problem.ts';

const TIMEOUT_MS = 10_000;
/** Clocks differ; a message posted at the first try is never older than this before it. */
const SKEW_MS = 120_000;
/** A post that was not found may still be on its way. */
const LOOK_AGAIN_MS = 15_000;
const MOST_DOUBTED = 10_000;

/** What deliver may add to a message: how often it was tried, and since when it has been in the outbox. */
export type Attempt = Outgoing & { attempt?: number; since?: Date };

export type Posts = {
  post(out: Attempt): Promise<Receipt>;
  update(receipt: Receipt, out: Outgoing): Promise<undefined>;
};

type Options = { office: Office; apiUrl: string; logger: Logger };

/** Sends what the outbox holds, with clients of its own, so that a limit met here never delays an answer. */
export function postsOf({ office, apiUrl, logger }: Options): Posts {
  const { ports } = office;
  const clients = new Map<string, WebClient>();
  const pace = paceOf(ports.now);
  /** Keys whose post may or may not have arrived, and when they were first tried. */
  const doubted = new Map<string, Date>();

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
      const sending = { client, out, office, pace };
      const sought = soughtKeys(out.key);
      const since = out.since ?? doubted.get(out.key);
      // Answers to an input may have been shown at once, by whoever heard it.
      if ((out.attempt ?? 1) > 1 || doubted.has(out.key) || sought.length > 1) {
        const before = await posted(client, out, { keys: sought, since });
        if (before !== null) return settled(doubted, out.key, before);
      }
      const started = ports.now();
      try {
        return settled(doubted, out.key, await send(sending));
      } catch (error) {
        const problem = problemOf(error);
        if (problem.outcome !== 'unknown') throw problem;
        doubt(doubted, out.key, since ?? started);
        const after = await posted(client, out, { keys: sought, since: since ?? started });
        if (after !== null) return settled(doubted, out.key, after);
        throw new DeliveryError('later', problem.code, LOOK_AGAIN_MS);
      }
    },

    async update(receipt, out) {
      const client = await clientOf(out.to.workspace);
      try {
        await redraw({ client, out, office, pace }, receipt);
        return undefined;
      } catch (error) {
        const problem = problemOf(error);
        // Drawing the same again does no harm, so not knowing whether it was drawn is a reason to draw it again.
        throw problem.outcome === 'unknown' ? new DeliveryError('later', problem.code) : problem;
      }
    },
  };
}

type Sending = { client: WebClient; out: Outgoing; office: Office; pace: Pace };

async function send({ client, out, office, pace }: Sending): Promise<Receipt> {
  const channel = out.to.kind === 'room' ? out.to.channel : out.to.person;
  const thread = threadOf(out.to);
  const around = {
    channel,
    ...(thread !== undefined && { thread_ts: thread }),
    metadata: metadataOf(out.key),
  };
  const posted = await paced({ pace, method: 'chat.postMessage', channel }, () =>
    sent(office.fill, whereOf(client, out), {
      message: out.message,
      call: (drawn) => client.chat.postMessage({ ...drawn, ...QUIET, ...around }),
    }),
  );
  if (posted.ts === undefined) throw new DeliveryError('unknown', 'no_receipt');
  return { channel: posted.channel ?? channel, message: posted.ts };
}

async function redraw({ client, out, office, pace }: Sending, receipt: Receipt): Promise<void> {
  const { channel, message: ts } = receipt;
  const around = { channel, ts, parse: 'none', link_names: false, metadata: metadataOf(out.key) } as const;
  await paced({ pace, method: 'chat.update', channel }, () =>
    sent(office.fill, whereOf(client, out), {
      message: out.message,
      call: (drawn) => client.chat.update({ ...drawn, ...around }),
    }),
  );
}

const threadOf = (to: Address): string | undefined => (to.kind === 'room' ? to.thread : undefined);

const whereOf = (client: WebClient, { to, locale }: Outgoing): Where => ({
  client,
  workspace: to.workspace,
  locale,
});

async function paced<T>(
  { pace, method, channel }: { pace: Pace; method: string; channel: string },
  call: () => Promise<T>,
): Promise<T> {
  pace.turn(method, channel);
  try {
    return await call();
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'ratelimited') pace.wait(method, channel, problem.retryAfter ?? 1000);
    throw problem;
  }
}

/** An answer is known under its input too: the outbox's key names the organisation before it. */
function soughtKeys(key: string): string[] {
  const answer = /(?:^|:)(answer:.*)$/s.exec(key)?.[1];
  return answer === undefined || answer === key ? [key] : [key, answer];
}

/** Looks whether a message is there already. When that cannot be known, nothing is posted. */
async function posted(
  client: WebClient,
  { to }: Outgoing,
  { keys, since }: { keys: readonly string[]; since: Date | undefined },
): Promise<Receipt | null> {
  try {
    const channel = to.kind === 'room' ? to.channel : await directChannel(client, to.person);
    const oldest = since === undefined ? undefined : new Date(since.getTime() - SKEW_MS);
    const message = await findPosted(client, { channel, thread: threadOf(to), keys, since: oldest });
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

function doubt(doubted: Map<string, Date>, key: string, since: Date): void {
  doubted.set(key, since);
  const [oldest] = doubted.keys();
  if (doubted.size > MOST_DOUBTED && oldest !== undefined) doubted.delete(oldest);
}

function settled(doubted: Map<string, Date>, key: string, receipt: Receipt): Receipt {
  doubted.delete(key);
  return receipt;
}
