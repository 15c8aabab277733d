import { cancelWin, NO_STEP, reopen } from '../domain/closing.ts';
import { apply, type DealState, type NewEvent } from '../domain/deal.ts';
import { assign, edit } from '../domain/edits.ts';
import type { KnownDeal } from '../domain/exchange.ts';
import { type Decision, moveTo } from '../domain/moves.ts';
import { closing, type DealFacts, noted, stepped } from './deals.ts';
import { onOneLine, type Row } from './rows.ts';
import type { Work } from './work.ts';

export type Updating = { changed: ReadonlySet<string>; row: Row; work: Work };

/**
 * What a row that changed in the file changes in its deal: only what the changed cells speak of, by the rules of the
 * commands. Empty when the deal says it all already.
 */
export function updateOf(deal: KnownDeal, facts: DealFacts, updating: Updating): readonly NewEvent[] {
  const { row, work } = updating;
  const { now } = work.intent;
  const { events, record, state } = stepsFrom(deal.state);
  const any = anyOf(updating);

  if (any('owner', 'owner_email', 'team') && row.cell('owner') !== '') {
    record(assign(state(), { ownerId: facts.ownerId, teamId: facts.teamId, now }));
  }
  const edits = editsOf(deal, facts, updating);
  const edited = edit(state(), edits, { now, reasonId: null });
  const pushes = 'refused' in edited && edited.refused === 'push';
  record(pushes ? edit(state(), edits, { now, reasonId: placeOf(updating) }) : edited);
  if (any('stage', 'status', 'closed')) record(standing(state(), facts, updating));
  if (any('note')) record({ events: noted(facts.note, facts, work) });
  const step = facts.nextStep !== (deal.nextStep ?? '') || facts.nextStepDue !== state().nextStepDue;
  if (any('next_step', 'next_step_due') && step) record({ events: stepped(facts, work) });
  return events;
}

const anyOf =
  ({ changed }: Updating) =>
  (...fields: readonly string[]): boolean =>
    fields.some((field) => changed.has(field));

/** Whatever asks for a reason gets the place in the file. */
const placeOf = ({ row, work }: Updating): string => work.roster.text(`${row.file}:${row.line}`);

/** Decisions one after the other, each on the state that the one before left. A refused one changes nothing. */
function stepsFrom(before: DealState) {
  const events: NewEvent[] = [];
  let state = before;
  return {
    events,
    state: () => state,
    record(decision: Decision) {
      if ('refused' in decision) return;
      for (const event of decision.events) {
        events.push(event);
        state = apply(state, { ...event, detail: event.detail ?? {} });
      }
    },
  };
}

function editsOf(deal: KnownDeal, facts: DealFacts, updating: Updating) {
  const any = anyOf(updating);
  const renamed = any('name', 'product') && facts.name !== onOneLine(deal.name);
  // A deal that the row closes books its amount with that.
  const closes = facts.status === 'won' && deal.state.status !== 'won';
  return {
    ...(any('amount', 'currency') && !closes ? { amount: facts.amount, currency: facts.currency } : {}),
    ...(any('expected_close', 'close_date') && facts.status === 'open'
      ? { expectedClose: facts.expectedClose }
      : {}),
    ...(any('customer') ? { customerId: facts.customerId } : {}),
    ...(any('partner') ? { partnerId: facts.partnerId } : {}),
    ...(renamed ? { nameId: updating.work.roster.text(facts.name) } : {}),
  };
}

/** From where the deal stands to where the row says it stands. */
function standing(before: DealState, facts: DealFacts, updating: Updating): Decision {
  const { work, changed } = updating;
  const { now } = work.intent;
  const { pipeline, stage } = facts;
  const { events, record, state } = stepsFrom(before);
  // A deal that was closed here is not reopened because its stage moved in a file.
  if (before.status !== 'open' && facts.status === 'open' && !changed.has('status')) return { events };
  if (before.status !== facts.status) {
    record(reopen(before, { now, reasonId: null, step: NO_STEP }));
    if (before.status === 'won')
      record(cancelWin(before, { now, stage, reasonId: placeOf(updating), step: NO_STEP }));
  }
  if (facts.status === 'open' && stage.id !== state().stageId) {
    const reasonId = isBack(facts, state()) ? placeOf(updating) : null;
    record(
      moveTo({ state: state(), pipeline, reached: [], now, meets: [], reasonId, letThrough: true }, stage),
    );
  }
  if (facts.status !== 'open' && state().status === 'open') {
    record({ events: closing(state(), facts, work) });
  }
  return { events };
}

const isBack = ({ pipeline, stage }: DealFacts, state: DealState): boolean =>
  stage.position < (pipeline.stages.find((one) => one.id === state.stageId)?.position ?? 0);
