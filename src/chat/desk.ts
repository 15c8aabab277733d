import type { RoomAddress } from '../domain/people.ts';
import type { Commit } from '../store/commit.ts';
import type { Reads } from '../store/reads.ts';
import type { Command } from './command.ts';
import type { Log } from './log.ts';

/** There and then, or a little later where everybody posts at that time. */
export type PostedAt = (at: Date, room: RoomAddress) => Date;

/** What dispatch works with; given by the composition root. */
export type Desk = {
  commands: readonly Command[];
  /** The organisation behind an external workspace. */
  organisationOf(platform: string, workspace: string): Promise<string | null>;
  reads(org: string, now: Date): Reads;
  commit: Commit;
  now(): Date;
  newId(): string;
  /** When a room's platform wants posted what falls due at `at`. */
  postedAt: PostedAt;
  /** Says that something was put into the outbox. */
  posted(): void;
  log: Pick<Log, 'error'>;
};
