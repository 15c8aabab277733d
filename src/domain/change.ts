import type { Objection, ObjectionStatus, Visit } from './activity.ts';
import type { Day } from './day.ts';
import type { DealRef, EventDetail, NewEvent, Tracked } from './deal.ts';
import type { ImportReport, Undoing } from './exchange.ts';
import type { Notice } from './notice.ts';
import type { Locale, Role, RoomAddress, WorkspaceAddress } from './people.ts';
import type { Cadence } from './schedule.ts';

/**
 * Everything that one input may record, as data. A command decides a list of these; the store applies them all in
 * one transaction or none. Ids are made by the app beforehand; a new deal's number is given by the store, so a
 * change may name it by a ref of the same list.
 */
export type { DealRef } from './deal.ts';

export type Change =
  | DealChange
  | ActivityChange
  | PeopleChange
  | WorkspaceChange
  | OrganisationChange
  | RoutineChange
  | ImportRun
  | { kind: 'place.home'; deal: DealRef; home: RoomAddress }
  /** A message to a person apart from the reply; delivered once under `key`. */
  | { kind: 'tell'; key: string; personId: string; notice: Notice };

/** Deals and their histories. */
export type DealChange =
  /** Opens a deal. `changes` of the opening event must set every tracked value that has no blank. */
  | { kind: 'deal.open'; ref: string; opening: OpeningEvent; then?: readonly NewEvent[] }
  /** `version` is what the decision rests on; null = holds whatever happened meanwhile (notes, imports). */
  | { kind: 'deal.record'; deal: DealRef; version: number | null; events: readonly NewEvent[] }
  | { kind: 'deal.collaborators'; deal: number; add: readonly string[]; remove: readonly string[] };

/** Texts, customers and their people, visits, objections. */
export type ActivityChange =
  | { kind: 'text.write'; id: string; body: string }
  | { kind: 'customer.add'; id: string; name: string }
  | { kind: 'customer.rename'; id: string; name: string }
  | {
      kind: 'contact.add';
      id: string;
      customerId: string;
      name: string;
      title: string | null;
      buyingRole: string | null;
    }
  | { kind: 'contact.role'; id: string; buyingRole: string }
  | { kind: 'visit.add'; visit: Omit<Visit, 'deal'> & { deal: DealRef | null } }
  /** A plan takes place, a mistake is voided, a visit turns out to belong to another deal. */
  | { kind: 'visit.set'; id: string; set: VisitChanges }
  | { kind: 'objection.add'; objection: Omit<Objection, 'deal'> & { deal: DealRef } }
  | {
      kind: 'objection.set';
      id: string;
      status?: ObjectionStatus;
      responseId?: string | null;
      deal?: number;
    };

/** People and how they are known in each chat, teams, leave. */
export type PeopleChange =
  | { kind: 'person.add'; person: NewPerson }
  | { kind: 'person.set'; id: string; set: PersonChanges }
  /**
   * Lets a pending person in and tells them, once: whoever comes second changes nothing and tells nobody. `auditId` names
   * the record of who did it.
   */
  | { kind: 'person.admit'; id: string; teamId: string; role: Role; auditId: string }
  | { kind: 'person.identify'; id: string; platform: string; workspace: string; external: string }
  /** What the chat says of them has been read and is in this commit. */
  | { kind: 'person.introduce'; platform: string; workspace: string; external: string }
  /** Somebody recorded at first contact who turns out to be nobody: a guest, a bot, or a person who is known already. */
  | { kind: 'person.withdraw'; id: string }
  /** Two turn out to be one: what `id` is called in its chats leads to `into` from now on. */
  | { kind: 'person.join'; id: string; into: string }
  /** A code by which this person is known in another chat; their earlier ones no longer hold. */
  | { kind: 'link.offer'; code: string; personId: string; expiresAt: Date }
  /** Takes a code, once: whoever comes second records nothing. */
  | { kind: 'link.take'; code: string }
  | { kind: 'leave.set'; id: string; personId: string; deputyId: string; from: Day; until: Day }
  | { kind: 'leave.cancel'; id: string }
  | { kind: 'team.add'; id: string; name: string; parentId: string | null }
  | { kind: 'team.set'; id: string; name?: string; parentId?: string | null }
  /** The room in which the team's deals live in one workspace; null = none there. */
  | { kind: 'team.home'; id: string; at: WorkspaceAddress; channel: string | null };

/** Which workspaces belong to the organisation. */
export type WorkspaceChange =
  /** A code by which another workspace joins this organisation; this person's earlier ones no longer hold. */
  | { kind: 'workspace.invite'; code: string; personId: string; expiresAt: Date }
  /**
   * Takes a code, once: the workspaces of the organisation `from`, which has recorded nothing yet, belong to this one
   * from now on, and `from` is closed. Whoever comes second, or too late, records nothing.
   */
  | { kind: 'workspace.join'; code: string; from: string };

/** Settings, pipelines and targets. */
export type OrganisationChange =
  | {
      kind: 'organisation.set';
      locale?: Locale;
      zone?: string;
      currency?: string;
      name?: string;
      template?: string;
    }
  | { kind: 'organisation.calendar'; from: Day; calendar: string }
  | { kind: 'pipeline.add'; pipeline: NewPipeline }
  | { kind: 'pipeline.default'; id: string }
  | { kind: 'stage.set'; stageId: string; from: Date; set: StageChanges }
  | { kind: 'criterion.add'; id: string; stageId: string; en: string; zh: string }
  | { kind: 'criterion.retire'; id: string }
  | { kind: 'target.set'; target: NewTarget };

/** Requests, schedules, drafts, what other systems call ours, and the audit trail. */
export type RoutineChange =
  | { kind: 'request.open'; request: NewRequest }
  | { kind: 'request.decide'; id: string; status: 'accepted' | 'declined' | 'withdrawn' }
  | { kind: 'schedule.add'; schedule: NewSchedule }
  | { kind: 'schedule.set'; id: string; paused?: boolean; removed?: true }
  | { kind: 'draft.save'; id: string; draftKind: string; body: unknown }
  | { kind: 'draft.drop'; id: string }
  | {
      kind: 'foreign.keep';
      source: string;
      of: ForeignKind;
      external: string;
      ours: DealRef | string;
      hash: string;
    }
  | { kind: 'audit'; id: string; action: string; detail: Record<string, unknown> };

/** An import, and taking one back. */
export type ImportRun =
  /** Everything that one import records, in batches; it posts nothing into threads. `report` is kept. */
  | { kind: 'import.apply'; id: string; report: ImportReport; changes: readonly ImportChange[] }
  /** Voids what an import made and takes back what it changed, where nothing has happened since. */
  | { kind: 'import.undo'; id: string; deals: readonly Undoing[]; rows: readonly string[] };

export type VisitChanges = Partial<Omit<Visit, 'id' | 'deal' | 'personId' | 'customerId'>> & {
  deal?: number;
};

export type OpeningEvent = {
  at: Date;
  changes: Partial<Tracked> &
    Pick<Tracked, 'status' | 'pipelineId' | 'stageId' | 'nameId' | 'currency' | 'ownerId' | 'teamId'>;
  detail?: EventDetail;
};

export type ForeignKind = 'deal' | 'visit' | 'objection' | 'person' | 'team';

export type NewPerson = {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  status: 'pending' | 'active';
  teamId: string | null;
  locale: Locale;
  zone: string | null;
};

export type PersonChanges = {
  name?: string;
  email?: string | null;
  role?: Role;
  status?: 'pending' | 'active' | 'left';
  teamId?: string | null;
  locale?: Locale;
  zone?: string | null;
  mutedUntil?: Date | null;
  quiet?: { from: string; to: string } | null;
};

export type NewPipeline = {
  id: string;
  name: string;
  template: string;
  isDefault: boolean;
  from: Date;
  stages: readonly (StageFacts & {
    id: string;
    key: string;
    criteria: readonly { id: string; en: string; zh: string }[];
  })[];
};

export type StageFacts = {
  nameEn: string;
  nameZh: string;
  position: number;
  probability: number;
  patience: number;
  benchmark: number | null;
  part: 'open' | 'wins' | 'after';
  category: string;
  admits: 'any' | 'all';
  leastPhase: string | null;
};

export type StageChanges = Partial<StageFacts>;

export type NewTarget = {
  id: string;
  scope: 'organisation' | 'team' | 'person';
  subject: string;
  period: string;
  measure: 'amount' | 'units';
  /** null takes the target away. */
  value: number | null;
  currency: string;
};

export type NewRequest = {
  id: string;
  what: 'handover';
  deal: number;
  askedOf: string;
};

export type NewSchedule = {
  id: string;
  room: RoomAddress;
  cadence: Cadence;
  time: string;
  zone: string;
  calendar: string;
  teamId: string | null;
  locale: Locale;
};

/** An event as it stands in a file: with who recorded it and when. */
export type WrittenEvent = NewEvent & {
  actorId: string;
  recordedAt: Date;
  /** null: recorded by the import itself. */
  inputId: string | null;
};

/**
 * What one import may record: the changes of commands where they fit, and whole histories where a file brings its own.
 * Written in batches by one commit; posts nothing anywhere.
 */
export type ImportChange =
  | Extract<
      Change,
      {
        kind:
          | 'team.add'
          | 'person.add'
          | 'person.set'
          | 'customer.add'
          | 'contact.add'
          | 'text.write'
          | 'pipeline.add'
          | 'foreign.keep';
      }
    >
  | (Extract<Change, { kind: 'deal.record' }> & { deal: number })
  /** `number` null: the next free one. `was`: the number in the file, by which other rows of it mean this deal. */
  | {
      kind: 'deal.write';
      ref: string;
      number: number | null;
      was: number | null;
      events: readonly WrittenEvent[];
    }
  | { kind: 'visit.write'; visit: Omit<Visit, 'deal'> & { deal: DealRef | null }; recordedAt: Date }
  | {
      kind: 'objection.write';
      objection: Omit<Objection, 'deal'> & { deal: DealRef };
      recordedAt: Date;
      changedAt: Date;
    };
