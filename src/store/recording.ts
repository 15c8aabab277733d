import type { Change } from '../domain/change.ts';
import type { DealRef } from '../domain/deal.ts';
import type { Db, Prisma } from './prisma.ts';

/** What a decision rests on is so no more: a deal's version, or something that is no deal. Rolls the transaction back. */
export class Moved extends Error {
  readonly deal: number | null;
  constructor(deal: number | null) {
    super('somebody was faster');
    this.deal = deal;
  }
}

/** What each part of the commit works with. */
export type Recording = {
  db: Db;
  org: string;
  actorId: string;
  now: Date;
  inputId: string;
  made: Map<string, number>;
  /** First and last seq recorded per deal, for the line in its thread. */
  touched: Map<number, { from: number; to: number }>;
  /** Told of rows as a large import writes them. */
  progress: Progress;
};

/** How each kind of change is recorded. */
export type Recorders<C extends Change> = {
  readonly [K in C['kind']]: (recording: Recording, change: Extract<C, { kind: K }>) => Promise<void>;
};

export type Progress = (written: number, of: number) => void;

export const numberOf = (recording: Recording, deal: DealRef): number => {
  if (typeof deal === 'number') return deal;
  const number = recording.made.get(deal.made);
  if (number === undefined) throw new Error(`no deal was opened as ${deal.made}`);
  return number;
};

/** A reply is plain data; going through JSON drops what is undefined. */
export const jsonOf = (value: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value ?? null));
