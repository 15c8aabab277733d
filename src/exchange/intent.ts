import type { Person } from '../domain/people.ts';
import type { DayOrder } from '../sheets/day.ts';

/** Who imports what, when, and how far they may reach. */
export type Intent = {
  now: Date;
  importId: string;
  /** Names where the rows come from, for ever: the same row of the same source is the same deal. */
  source: string;
  importer: Pick<Person, 'id' | 'teamId' | 'name'>;
  /** Whether the importer may bring in, or change, a deal of this owner; rows of others are left out. */
  mayImport(deal: { ownerId: string; teamId: string }): boolean;
  /** Whether people, teams and pipelines are added as the rows need them. */
  mayAdd: boolean;
  /** How to read 3/1/2017 in a column that does not say. */
  order: DayOrder;
  newId(): string;
};
