import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Adapter } from './chat/adapter.ts';
import type { Arrival, Defaults } from './chat/arrival.ts';
import { foundingOf } from './chat/arrival.ts';
import type { Picture } from './chat/card.ts';
import type { Desk } from './chat/desk.ts';
import type { Log } from './chat/log.ts';
import type { Job } from './jobs/heartbeat.ts';
import type { Commit } from './store/commit.ts';
import { found } from './store/founding.ts';
import type { PrismaClient } from './store/generated/client.ts';

/** What main ties together once, and every platform is connected to. */
export type Spine = {
  desk: Desk;
  prisma: PrismaClient;
  commit: Commit;
  /** What a new organisation begins with. */
  defaults: Defaults;
  draw(picture: Picture): Promise<Uint8Array>;
  /** Counts a refused request, for /metrics. */
  refused(platform: string, reason: string): void;
  log: Log;
};

/** A platform as main runs it. */
export type Connected = {
  adapter: Adapter;
  routes: readonly ((request: IncomingMessage, response: ServerResponse) => Promise<boolean>)[];
  jobs: readonly Job[];
};

/** Founds an organisation for whoever brought the bot along. */
export const foundBy =
  ({ prisma, commit, defaults, desk }: Spine) =>
  (arrival: Arrival): Promise<string> =>
    found(prisma, commit, { ...foundingOf(arrival, defaults), now: desk.now(), newId: desk.newId });

/** A kept body is one of the adapter's own: it says of what kind. */
export const isOfKind = <K extends { kind: string }>(body: unknown, kinds: readonly K['kind'][]): body is K =>
  typeof body === 'object' && body !== null && 'kind' in body && kinds.some((kind) => kind === body.kind);

/** A platform cannot be reached, or does not take the token. */
export class PlatformRefused extends Error {
  readonly platform: 'Slack' | 'Feishu';
  readonly reason: string;

  constructor(platform: 'Slack' | 'Feishu', reason: string) {
    super(`${platform} refused: ${reason}`);
    this.platform = platform;
    this.reason = reason;
  }
}
