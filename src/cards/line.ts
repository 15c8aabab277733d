import { formatMoney } from '../domain/money.ts';
import { type Stage, stageName } from '../domain/stage.ts';
import type { DealView, EventView } from '../domain/views.ts';
import { dayText } from './deal.ts';
import type { Pen } from './pen.ts';

type Facts = {
  view: DealView;
  events: readonly EventView[];
  stages: readonly Stage[];
  /** The platform where it was done, when that is not where it is read. */
  via?: string | null;
};

/** What somebody did to a deal, in one quiet line for its thread; null when nothing of it needs saying. */
export function dealLine({ view, events, stages, via = null }: Facts, pen: Pen): string | null {
  const parts = [...new Set(standing(events).flatMap((event) => partsOf(event, { view, stages, pen })))];
  const [first] = events;
  if (first === undefined || parts.length === 0) return null;
  const { line } = pen.m;
  const what = parts.join(line.and);
  const places: Readonly<Record<string, string>> = line.where;
  const where = places[via ?? ''];
  return where === undefined ? line.by(first.actor.name, what) : line.byIn(first.actor.name, where, what);
}

/** Of what was done within the line's two minutes, what still holds: the last of several edits, nothing taken back. */
function standing(events: readonly EventView[]): EventView[] {
  const holding = events.filter((event) => event.counts || event.kind === 'voided');
  const edited = holding.findLast((event) => event.kind === 'edited');
  const changes: EventView['changes'] = {};
  for (const one of holding) if (one.kind === 'edited') Object.assign(changes, one.changes);
  return holding.flatMap((event) => {
    if (event.kind === 'edited') return event === edited ? [{ ...event, changes }] : [];
    const back =
      event.kind === 'voided' && events.some((one) => one.seq === event.voids && one.voids !== null);
    return back ? [] : [event];
  });
}

type Around = { view: DealView; stages: readonly Stage[]; pen: Pen };

/** One event in words; an event of many values gives several. */
export function partsOf(event: EventView, { view, stages, pen }: Around): string[] {
  const { m, locale } = pen;
  const { line } = m;
  const { changes, detail, texts } = event;
  const stage = (id: string | undefined): string => {
    const found = stages.find((one) => one.id === id);
    return found === undefined ? m.chat.none : stageName(found, locale);
  };
  const name = (id: string | null): string => texts[id ?? ''] || m.chat.none;
  const amount = (minor: number): string =>
    formatMoney({ minor, currency: changes.currency ?? view.state.currency }, locale, 'short');
  switch (event.kind) {
    case 'opened':
      return [line.opened(stage(changes.stageId))];
    case 'moved':
      return [
        detail.back === true ? line.movedBack(stage(changes.stageId)) : line.moved(stage(changes.stageId)),
      ];
    case 'edited': {
      const { expectedClose, nameId, customerId, partnerId, category, phase } = changes;
      return [
        ...(changes.amount === undefined || changes.amount === null
          ? []
          : [line.amount(amount(changes.amount))]),
        ...(expectedClose === undefined || expectedClose === null
          ? []
          : [line.close(dayText(expectedClose, pen))]),
        ...(nameId === undefined ? [] : [line.renamed(name(nameId))]),
        ...(customerId === undefined ? [] : [line.customer(name(customerId))]),
        ...(partnerId === undefined ? [] : [line.partner(name(partnerId))]),
        ...(category === undefined || category === null ? [] : [line.category(m.deal.category[category])]),
        ...(phase === undefined || phase === null ? [] : [line.phase(m.deal.phase[phase])]),
        ...ballOf(event, pen),
        ...(changes.teamId === undefined ? [] : [line.team]),
        ...(changes.confidential === undefined ? [] : [changes.confidential ? line.hidden : line.shown]),
      ];
    }
    case 'stepped': {
      if (detail.stepDone === true) return [line.stepDone];
      const step = texts[changes.nextStepId ?? ''];
      const due = changes.nextStepDue ?? null;
      return step === undefined
        ? []
        : [due === null ? line.step(step) : line.stepDue(step, dayText(due, pen))];
    }
    case 'contacted':
      return [line.contacted];
    case 'attempted':
      return [line.attempted];
    case 'planned':
      return [line.planned];
    case 'objected':
      return [line.objection[detail.objection ?? 'recorded']];
    case 'met':
      return [line.met(detail.criterionIds?.length ?? 1)];
    case 'won':
      return [
        line.won(changes.amount === undefined || changes.amount === null ? null : amount(changes.amount)),
      ];
    case 'lost':
      return [
        line.lost(
          changes.lossReason === null || changes.lossReason === undefined
            ? null
            : m.deal.loss[changes.lossReason],
        ),
      ];
    case 'cancelled':
      return [line.cancelled];
    case 'reopened':
      return [line.reopened];
    case 'assigned':
      return [line.assigned(name(changes.ownerId ?? view.owner.id))];
    case 'noted':
      return [line.noted(texts[detail.textId ?? ''] ?? '')];
    case 'snoozed':
      return changes.snoozedUntil === undefined || changes.snoozedUntil === null
        ? [line.awake]
        : [line.snoozed(dayText(changes.snoozedUntil, pen)), ...ballOf(event, pen)];
    case 'split':
      return [line.split(detail.deal ?? 0)];
    case 'merged':
      return [line.merged(detail.deal ?? 0)];
    case 'voided':
      return [line.voided];
  }
}

const ballOf = ({ changes }: EventView, { m }: Pen): string[] =>
  changes.ball === undefined || changes.ball === null ? [] : [m.deal.holds[changes.ball]];
