import type { WrittenEvent } from '../domain/change.ts';
import { EVENT_KINDS, type EventDetail, type NewDetail, type Tracked } from '../domain/deal.ts';
import { openStages, type Pipeline } from '../domain/stage.ts';
import { person } from './deals.ts';
import { jsonCell } from './json.ts';
import { clip, minorOf, type Row } from './rows.ts';
import { ChangesInWords, DetailInWords } from './words-of-events.ts';
import type { Work } from './work.ts';

/** What earlier events of the deal say that later ones are read by. */
type Telling = { work: Work; pipeline: Pipeline; currency: string; texts: Map<string, string> };

/** The rows of one deal as its history; null when they are none. */
export function decodeHistory(rows: readonly Row[], work: Work): readonly WrittenEvent[] | null {
  const ordered = [...rows].sort((a, b) => Number(a.cell('seq')) - Number(b.cell('seq')));
  if (ordered.some((row, index) => row.cell('seq') !== String(index + 1))) return null;
  const telling: Telling = {
    work,
    pipeline: work.pipeline,
    currency: work.known.organisation.currency,
    texts: new Map(),
  };
  const events: WrittenEvent[] = [];
  for (const [index, row] of ordered.entries()) {
    const event = decodeEvent(row, telling);
    if (event === null || (event.kind === 'opened') !== (index === 0)) return null;
    if (event.voids !== undefined && event.voids > index) return null;
    events.push(event);
  }
  return events;
}

function decodeEvent(row: Row, telling: Telling): WrittenEvent | null {
  const { known } = telling.work;
  const { zone } = known.organisation;
  const kind = EVENT_KINDS.find((one) => one === row.cell('kind'));
  const at = row.instant('at', zone);
  const recordedAt = row.instant('recorded_at', zone);
  const changes = ChangesInWords.safeParse(json(row.cell('changes')));
  const detail = DetailInWords.safeParse(json(row.cell('detail')));
  const voids = row.cell('voids');
  if (kind === undefined || at === null || at === 'bad' || recordedAt === 'bad') return null;
  if (!changes.success || !detail.success || !/^(|[1-9]\d{0,5})$/.test(voids)) return null;
  const tracked = trackedOf(changes.data, telling);
  if (tracked === null) return null;
  const input = row.cell('input');
  return {
    kind,
    at,
    recordedAt: recordedAt ?? at,
    changes: tracked,
    detail: detailOf(detail.data, telling),
    ...(voids === '' ? {} : { voids: Number(voids) }),
    actorId: member(row.cell('actor'), null, telling.work),
    inputId: input === '' ? null : clip(input, 200),
  };
}

const json = (cell: string): unknown => (cell === '' ? {} : jsonCell(cell));

function trackedOf(words: ChangesInWords, telling: Telling): Partial<Tracked> | null {
  const { work } = telling;
  const { roster } = work;
  if (words.pipeline !== undefined) telling.pipeline = work.pipelines.named(words.pipeline) ?? work.pipeline;
  if (words.currency !== undefined) telling.currency = words.currency;
  const { pipeline, currency } = telling;
  const stage = words.stage === undefined ? undefined : stageOf(words.stage, pipeline);
  const amount =
    words.amount === undefined || words.amount === null ? words.amount : minorOf(words.amount, currency);
  if (typeof words.amount === 'string' && amount === null) return null;
  const teamId = words.team === undefined ? undefined : roster.team(words.team);
  const said = (body: string | null | undefined) =>
    body === undefined || body === null ? body : textOf(body, telling);
  const customer = (name: string | null | undefined) =>
    name === undefined || name === null ? name : roster.customer(name);
  return present({
    status: words.status,
    pipelineId: words.pipeline === undefined ? undefined : pipeline.id,
    stageId: stage,
    nameId: said(words.name) ?? undefined,
    customerId: customer(words.customer),
    partnerId: customer(words.partner),
    amount,
    currency: words.currency,
    expectedClose: words.expectedClose,
    ownerId: words.owner === undefined ? undefined : member(words.owner, teamId ?? null, work),
    teamId,
    category: words.category,
    phase: words.phase,
    ball: words.ball,
    nextStepId: said(words.nextStep),
    nextStepDue: words.nextStepDue,
    snoozedUntil: words.snoozedUntil,
    confidential: words.confidential,
    lossReason: words.lossReason,
    competitorId: said(words.competitor),
    partOf: words.partOf,
    mergedInto: words.mergedInto,
    source: words.source,
  });
}

/** Without the values that were not said. */
function present(all: { [K in keyof Tracked]: Tracked[K] | undefined }): Partial<Tracked> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function stageOf(key: string, pipeline: Pipeline): string | undefined {
  const found = pipeline.stages.find((one) => one.key === key) ?? openStages(pipeline)[0];
  return found?.id;
}

/** The same words of one deal are one text. */
function textOf(body: string, { texts, work }: Telling): string {
  const there = texts.get(body);
  if (there !== undefined) return there;
  const id = work.roster.text(body);
  texts.set(body, id);
  return id;
}

/** A person by name, added when nobody is called so: a history is restored by those who may add people. */
function member(said: string, teamId: string | null, { roster, intent }: Work): string {
  if (said === '') return intent.importer.id;
  const { name, email } = person(said, '');
  const found = roster.find(name, email);
  if (found !== null) return found.member.id;
  return roster.add({ name, email, teamId: teamId ?? roster.fallbackTeam(), role: 'rep' }).id;
}

function detailOf(words: DetailInWords, telling: Telling): NewDetail {
  const { work, pipeline } = telling;
  const criteria = (list: readonly string[]) =>
    list.flatMap((one) => {
      const [key, position] = one.split('/');
      return pipeline.stages.find((stage) => stage.key === key)?.criteria[Number(position)]?.id ?? [];
    });
  const detail: { [K in keyof Required<EventDetail>]: EventDetail[K] | undefined } = {
    textId: words.text === undefined ? undefined : textOf(words.text, telling),
    visitId: words.visit === undefined ? undefined : work.ids.of('visit', words.visit),
    replaces: words.replaces === undefined ? undefined : work.ids.of('visit', words.replaces),
    objectionId: words.objection === undefined ? undefined : work.ids.of('objection', words.objection),
    objection: words.step,
    criterionIds: words.met === undefined ? undefined : criteria(words.met),
    unmetIds: words.unmet === undefined ? undefined : criteria(words.unmet),
    skippedIds: words.skipped?.flatMap((key) => pipeline.stages.find((one) => one.key === key)?.id ?? []),
    back: words.back,
    again: words.again,
    deal: words.deal,
    importId: words.imported === true ? work.intent.importId : undefined,
    stepDone: words.stepDone,
    contactedAt: words.contactedAt,
  };
  return Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined));
}
