import type { Objection, ObjectionCategory, Visit, VisitKind } from './activity.ts';
import type { DealEvent, DealState } from './deal.ts';
import type { PersonRef } from './people.ts';
import type { Pipeline, Stage } from './stage.ts';

/** Joined, readable facts as the store hands them out: plain data, texts in place of their ids. */

export type Named = { id: string; name: string };

/** The single input of the deal card. */
export type DealView = {
  number: number;
  version: number;
  state: DealState;
  name: string;
  customer: Named | null;
  partner: Named | null;
  owner: PersonRef;
  team: Named;
  pipeline: Pipeline;
  stage: Stage;
  /** p90 of the working days that deals spent in this stage before leaving it, from five exits on. */
  stageP90: number | null;
  nextStep: string | null;
  competitor: string | null;
  collaborators: readonly string[];
  /** Who was asked to take it over and has not answered. */
  offeredTo: PersonRef | null;
  objections: readonly ObjectionView[];
  lastVisit: VisitView | null;
  /** Stage ids that the deal has entered, in order of entry. */
  entered: readonly string[];
  /** Stage ids that it has been in since its stuck clock began. */
  reached: readonly string[];
};

export type VisitView = Visit & {
  summary: string | null;
  nextStep: string | null;
  people: readonly string[];
  person: PersonRef;
  dealName: string | null;
};

export type ObjectionView = Objection & {
  words: string | null;
  response: string | null;
  author: PersonRef;
  dealName: string;
};

/** One deal in a list: what lists, funnels and stalls are computed from. */
export type DealLine = {
  number: number;
  version: number;
  name: string;
  customer: string | null;
  state: DealState;
  owner: PersonRef;
  team: Named;
};

/** An event with the texts that explain it, for a deal's history. */
export type EventView = DealEvent & {
  actor: PersonRef;
  /** False when a later event voided it. */
  counts: boolean;
  /** Words by id: names, next steps, notes, competitors, and the people and customers that an event sets. */
  texts: Readonly<Record<string, string>>;
  /** What was said in the visit that it records, or about the objection. */
  said: Telling | null;
};

export type Telling =
  | { of: 'visit'; kind: VisitKind; people: readonly string[]; words: string | null }
  | { of: 'objection'; category: ObjectionCategory; words: string | null };

/**
 * Something a person recorded lately, as undo and fix offer it: an input on deals, by its id; a visit to a customer
 * without a deal; a whole import.
 */
export type Entry = { kind: 'deals' | 'visit' | 'import'; id: string; at: Date };
