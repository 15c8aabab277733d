import type { DealState } from './deal.ts';

/** What an import knows of files, writes into the books and reports: the words that plan, store, cards and texts share. */

export const TABLE_KINDS = [
  'events',
  'objections',
  'visits',
  'deals',
  'people',
  'products',
  'customers',
] as const;
/** What a file is about; its headers say so. */
export type TableKind = (typeof TABLE_KINDS)[number];

export const DEAL_FIELDS = [
  'foreign_id',
  'number',
  'name',
  'customer',
  'partner',
  'product',
  'owner',
  'owner_email',
  'team',
  'manager',
  'pipeline',
  'stage',
  'status',
  'amount',
  'currency',
  'opened',
  'expected_close',
  'closed',
  'close_date',
  'loss_reason',
  'competitor',
  'source',
  'next_step',
  'next_step_due',
  'note',
] as const;
export type DealField = (typeof DEAL_FIELDS)[number];

/** Why a row was left out. `unchanged` is the happy one. */
export type SkipReason =
  | 'unchanged'
  | 'notRecognised'
  | 'noName'
  | 'duplicateId'
  | 'notYours'
  | 'unknownPerson'
  | 'noDeal'
  | 'badRow'
  | 'already'
  | 'historyReserved';
/** What was taken in all the same, but not as it stands in the file. */
export type WarningReason =
  | 'otherSheets'
  | 'badDate'
  | 'futureDate'
  | 'closedFirst'
  | 'noCloseDate'
  | 'badAmount'
  | 'negativeAmount'
  | 'badCurrency'
  | 'unknownStage'
  | 'stageTaken'
  | 'unknownStatus'
  | 'unknownReason'
  | 'unknownPipeline'
  | 'noOwner'
  | 'ownerLeft'
  | 'severalPeople'
  | 'cut'
  | 'tooManyCells'
  | 'badHistory'
  | 'badValue';

/** One remark on one row. `line` 0 is the file as a whole; `said` is what stood there. */
export type Remark = { file: string; line: number; said: string } & (
  | { what: 'skipped'; why: SkipReason }
  | { what: 'warned'; why: WarningReason }
);

/** How many rows of a kind became what. */
export type Tally = { read: number; created: number; updated: number; unchanged: number; skipped: number };

/** What an import did, or would do: shown before and after, and kept. */
export type ImportReport = {
  source: string;
  files: readonly { name: string; kind: TableKind | null; rows: number }[];
  deals: Tally;
  visits: Tally;
  objections: Tally;
  /** Made on the way, as the rows needed them. */
  made: { customers: number; people: number; teams: number };
  without: { customer: number; amount: number; close: number };
  remarks: readonly Remark[];
  /** All remarks that warn; `remarks` may be cut when it is kept. */
  warned: number;
};

/** A deal as an import compares with it. */
export type KnownDeal = {
  number: number;
  version: number;
  name: string;
  nextStep: string | null;
  state: DealState;
};

/** A deal that an import made (from 1) or changed: the seqs it wrote. */
export type Touched = { number: number; from: number; to: number };

/** A deal to undo, at the version at which that was decided. */
export type Undoing = Touched & { version: number };

/** A report with what undoing it needs: the deals, and the ids of visits and objections. */
export type KeptReport = ImportReport & { touched: readonly Touched[]; rows: readonly string[] };
