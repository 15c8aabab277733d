import {
  BUYING_ROLES,
  type Met,
  NATURES,
  type OBJECTION_CATEGORIES,
  type Objection,
  type ObjectionStatus,
  SIGNALS,
  type Visit,
  type VisitKind,
  type VisitStatus,
} from '../domain/activity.ts';
import type { ForeignKind } from '../domain/change.ts';
import type { DealRef } from '../domain/deal.ts';
import { isUuid } from '../domain/id.ts';
import { nameKey } from '../domain/name.ts';
import { objectionEvent } from '../domain/objection.ts';
import { visitEvents } from '../domain/visit.ts';
import { cut, person } from './deals.ts';
import { textDigest } from './identity.ts';
import { readMet } from './met.ts';
import type { Outcome, Planning } from './planning.ts';
import { clip, LONGEST, type Row } from './rows.ts';
import { type Planned, written } from './shelf.ts';
import type { Work } from './work.ts';

const KINDS: Readonly<Record<VisitKind, readonly string[]>> = {
  onsite: ['on site', 'visit', 'meeting', 'in person', '现场拜访', '上门', '拜访', '面谈', '现场'],
  call: ['phone', 'phone call', 'telephone', '电话', '电话拜访', '通话'],
  video: ['video call', 'online', 'online meeting', '视频', '视频会议', '线上会议'],
  inbound: ['customer visit', 'inbound visit', '来访', '客户来访'],
  message: ['chat', 'email', 'e-mail', 'im', '即时消息', '微信', '消息', '邮件'],
};
const STATUSES: Readonly<Record<VisitStatus, readonly string[]>> = {
  done: ['completed', 'held', '已完成', '完成', '已拜访'],
  planned: ['scheduled', 'open', '计划', '已计划', '待拜访'],
  attempt: ['no answer', 'no show', 'attempted', '未接通', '未见到'],
  void: [],
};
const CATEGORY_WORDS: Readonly<Record<(typeof OBJECTION_CATEGORIES)[number], readonly string[]>> = {
  price: ['价格'],
  product: ['产品'],
  authority: ['决策权'],
  timing: ['时机'],
  budget: ['预算'],
  trust: ['信任'],
  competition: ['incumbent', 'competitor', '竞争'],
  no_need: ['no need', '需求', '没有需求'],
};
const OBJECTION_STATUSES: Readonly<Record<ObjectionStatus, readonly string[]>> = {
  open: ['未处理'],
  answered: ['已回应'],
  resolved: ['已化解', '已解决'],
  lost: ['became the loss reason', '成为输单原因'],
  void: [],
};

function coded<C extends string>(words: Readonly<Record<C, readonly string[]>>, cell: string): C | null {
  const key = nameKey(cell);
  const entries = Object.entries<readonly string[]>(words);
  const found = entries.find(([code, also]) => [code, ...also].some((word) => nameKey(word) === key))?.[0];
  return (Object.keys(words) as C[]).find((code) => code === found) ?? null;
}

/** What a row hangs on, or why it is left out. */
function subjectOf(row: Row, { work, shelf }: Planning): { deal: Planned | null } | null {
  const said = row.cell('deal');
  if (said === '') return { deal: null };
  const found = shelf.find(said);
  if (found === null || found === 'several') {
    work.remarks.skip(row, 'noDeal', said);
    return null;
  }
  if (!work.intent.mayImport(found)) {
    work.remarks.skip(row, 'notYours', said);
    return null;
  }
  return { deal: found };
}

/** The row's id with us, or the outcome when it is here already. */
function identity(row: Row, of: ForeignKind & ('visit' | 'objection'), { work, after }: Planning) {
  const { known, intent, ids } = work;
  const cells = ['deal', 'customer', 'at', 'summary', 'category', 'words'].map((field) => row.cell(field));
  const external = clip(row.cell('id'), LONGEST.name) || `row:${textDigest(cells.join('\n'))}`;
  if (known.present.has(external) || known.refs.has(`${of} ${external}`)) {
    work.remarks.skip(row, 'unchanged');
    return null;
  }
  const id = ids.of(of, external);
  return {
    id,
    keep: () => {
      if (isUuid(external)) return;
      after.push({ kind: 'foreign.keep', source: intent.source, of, external, ours: id, hash: '' });
    },
  };
}

function memberOf(row: Row, field: string, work: Work): string | null {
  const { roster, intent } = work;
  const said = row.cell(field);
  if (said === '') return intent.importer.id;
  const { name, email } = person(said, '');
  const found = roster.find(name, email);
  if (found === null && intent.mayAdd) {
    return roster.add({ name, email, teamId: roster.fallbackTeam(), role: 'rep' }).id;
  }
  const { id: ownerId = '', teamId = null } = found?.member ?? {};
  if (found !== null && intent.mayImport({ ownerId, teamId: teamId ?? '' })) return ownerId;
  work.remarks.skip(row, found === null ? 'unknownPerson' : 'notYours', said);
  return null;
}

function instantOf(row: Row, field: string, work: Work): Date | null {
  const instant = row.instant(field, work.known.organisation.zone);
  if (instant === 'bad') work.remarks.warn(row, 'badDate', row.cell(field));
  return instant === 'bad' ? null : instant;
}

/** When it was recorded is what the file says only for those who restore histories. */
const recordedAt = (row: Row, work: Work): Date =>
  (work.intent.mayAdd ? instantOf(row, 'recorded_at', work) : null) ?? work.intent.now;

export function planVisit(row: Row, planning: Planning): Outcome {
  const { work, after } = planning;
  const { intent, roster, remarks } = work;
  const subject = subjectOf(row, planning);
  if (subject === null) return 'skipped';
  const customer = clip(row.cell('customer'), LONGEST.name);
  const { deal } = subject;
  if (deal === null && customer === '') {
    remarks.skip(row, 'badRow');
    return 'skipped';
  }
  const at = instantOf(row, 'at', work);
  if (at === null) {
    remarks.skip(row, 'badRow', row.cell('at'));
    return 'skipped';
  }
  const known = identity(row, 'visit', planning);
  if (known === null) return 'unchanged';
  const personId = memberOf(row, 'person', work);
  if (personId === null) return 'skipped';
  const customerId = customer === '' ? null : roster.customer(customer);
  const text = (field: string): string | null => {
    const body = cut(work, row, row.cell(field), LONGEST.text);
    return body === '' ? null : roster.text(body);
  };
  const kind = coded(KINDS, row.cell('kind'));
  if (kind === null && row.cell('kind') !== '') remarks.warn(row, 'badValue', row.cell('kind'));
  const due = row.day('next_step_due');
  if (due === 'bad') remarks.warn(row, 'badDate', row.cell('next_step_due'));
  const said = row.cell('status') === '' ? null : coded(STATUSES, row.cell('status'));
  const visit: Omit<Visit, 'deal'> & { deal: DealRef | null } = {
    id: known.id,
    deal: deal?.ref ?? null,
    customerId,
    personId,
    at,
    kind: kind ?? 'onsite',
    status: said ?? (at > intent.now ? 'planned' : 'done'),
    summaryId: text('summary'),
    nextStepId: text('next_step'),
    nextStepDue: due === 'bad' ? null : due,
    met: metOf(row, customerId ?? deal?.customerId ?? null, work),
    signals: SIGNALS.filter((one) =>
      row
        .cell('signals')
        .split(/[,;，；、\s]+/)
        .includes(one),
    ),
  };
  after.push({ kind: 'visit.write', visit, recordedAt: recordedAt(row, work) });
  known.keep();
  work.visits.add(row.cell('id'));
  if (deal !== null && !deal.restored && visit.status !== 'void') {
    // A list of old visits says what happened then; next steps of long ago are not what comes next.
    const history = { ...visit, nextStepId: null };
    const by = { actorId: personId, recordedAt: intent.now };
    deal.events.push(...written(visitEvents(history, { open: deal.open, now: intent.now }), by));
  }
  return 'created';
}

function metOf(row: Row, customerId: string | null, { roster }: Work): readonly Met[] {
  return readMet(row.cell('met')).map((one): Met => {
    const name = clip(one.name, LONGEST.name);
    const contact = customerId === null || one.as === 'text' ? null : roster.contact(customerId, name);
    if (contact !== null) return { contactId: contact };
    if (one.as !== 'contact' || customerId === null) return { textId: roster.text(name) };
    const role = BUYING_ROLES.find((code) => code === one.role) ?? null;
    return { contactId: roster.addContact(customerId, { name, title: one.title, role }) };
  });
}

export function planObjection(row: Row, planning: Planning): Outcome {
  const { work, after } = planning;
  const { intent, roster, remarks } = work;
  const subject = subjectOf(row, planning);
  if (subject === null) return 'skipped';
  const { deal } = subject;
  const category = coded(CATEGORY_WORDS, row.cell('category'));
  if (deal === null || category === null) {
    remarks.skip(row, deal === null ? 'noDeal' : 'badRow', row.cell('category'));
    return 'skipped';
  }
  const known = identity(row, 'objection', planning);
  if (known === null) return 'unchanged';
  const authorId = memberOf(row, 'author', work);
  if (authorId === null) return 'skipped';
  const text = (field: string): string | null => {
    const body = cut(work, row, row.cell(field), LONGEST.text);
    return body === '' ? null : roster.text(body);
  };
  const status = row.cell('status') === '' ? 'open' : coded(OBJECTION_STATUSES, row.cell('status'));
  if (status === null) remarks.warn(row, 'badValue', row.cell('status'));
  const visit = row.cell('visit');
  const saidBy = clip(row.cell('said_by'), LONGEST.name);
  const at = instantOf(row, 'at', work) ?? intent.now;
  const objection: Omit<Objection, 'deal'> & { deal: DealRef } = {
    id: known.id,
    deal: deal.ref,
    visitId: visit !== '' && work.visits.has(visit) ? work.ids.of('visit', visit) : null,
    category,
    nature: NATURES.find((one) => one === row.cell('nature')) ?? null,
    wordsId: text('words'),
    saidBy: saidBy === '' ? null : saidBy,
    status: status ?? 'open',
    responseId: text('response'),
    authorId,
    at,
  };
  after.push({
    kind: 'objection.write',
    objection,
    recordedAt: recordedAt(row, work),
    changedAt: instantOf(row, 'changed_at', work) ?? recordedAt(row, work),
  });
  known.keep();
  if (!deal.restored && objection.status !== 'void') {
    const steps = objection.status === 'open' ? [] : [objection.status];
    const events = ['recorded' as const, ...steps].map((step) => objectionEvent(objection, { at, step }));
    deal.events.push(...written(events, { actorId: authorId, recordedAt: intent.now }));
  }
  return 'created';
}
