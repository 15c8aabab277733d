/** Visits and objections: what happened with a customer and what stood in the way. */

export const VISIT_KINDS = ['onsite', 'call', 'video', 'inbound', 'message'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** An attempt reached nobody and is no contact. */
export type VisitStatus = 'planned' | 'done' | 'attempt' | 'void';

export const BUYING_ROLES = ['decision', 'purchaser', 'supporter', 'technical', 'user'] as const;
export type BuyingRole = (typeof BUYING_ROLES)[number];

export const SIGNALS = [
  'price',
  'delivery',
  'implementation',
  'payment',
  'aftersales',
  'details',
  'serious',
  'trial',
  'compares',
  'likes',
] as const;
export type Signal = (typeof SIGNALS)[number];

/** Who was met: a known contact, or a name not yet known, kept as a text. */
export type Met = { contactId: string } | { textId: string };

export type Visit = {
  id: string;
  deal: number | null;
  customerId: string | null;
  personId: string;
  at: Date;
  kind: VisitKind;
  status: VisitStatus;
  summaryId: string | null;
  nextStepId: string | null;
  nextStepDue: string | null;
  met: readonly Met[];
  signals: readonly Signal[];
};

export const OBJECTION_CATEGORIES = [
  'price',
  'product',
  'authority',
  'timing',
  'budget',
  'trust',
  'competition',
  'no_need',
] as const;
export type ObjectionCategory = (typeof OBJECTION_CATEGORIES)[number];

export const NATURES = [
  'information',
  'objective',
  'subjective',
  'pretext',
  'showing_off',
  'hostile',
  'hidden',
  'condition',
] as const;
export type Nature = (typeof NATURES)[number];

export const OBJECTION_STATUSES = ['open', 'answered', 'resolved', 'lost'] as const;
export type ObjectionStatus = (typeof OBJECTION_STATUSES)[number] | 'void';

export type Objection = {
  id: string;
  deal: number;
  visitId: string | null;
  category: ObjectionCategory;
  nature: Nature | null;
  wordsId: string | null;
  saidBy: string | null;
  status: ObjectionStatus;
  responseId: string | null;
  authorId: string;
  at: Date;
};
