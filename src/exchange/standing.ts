import { openStages, type Pipeline, type Stage } from '../domain/stage.ts';
import type { Row } from './rows.ts';
import { type FileStatus, stageCalled, stageMeant, statusSaid } from './words.ts';
import type { Work } from './work.ts';

/** Where a row's stage is looked for: in the pipeline that is named or known, else in the usual one and then in the rest. */
type Pipelines = { first: Pipeline; others: readonly Pipeline[] };

export function pipelinesOf(row: Row, work: Work, own: Pipeline | null): Pipelines {
  const said = row.cell('pipeline');
  const found = said === '' ? own : work.pipelines.named(said);
  if (found !== null) return { first: found, others: [] };
  if (said !== '') work.remarks.warn(row, 'unknownPipeline', said);
  return { first: work.pipeline, others: work.known.pipelines.filter((one) => one.id !== work.pipeline.id) };
}

type Standing = { pipeline: Pipeline; stage: Stage; status: FileStatus };

/** Stage and status come from two columns or from one: "Won" is a stage in many systems, and a status here. */
export function standingOf(row: Row, among: Pipelines, work: Work): Standing {
  const stageCell = row.cell('stage');
  const statusCell = row.cell('status');
  const named = stageCell === '' ? null : stageOf(stageCell, among);
  const byStage = stageCell === '' ? null : statusSaid(stageCell);
  const status = statusCell === '' ? null : statusSaid(statusCell);
  if (statusCell !== '' && status === null) {
    // Some files call the stage a status.
    const asStage = stageCell === '' ? stageOf(statusCell, among) : null;
    if (asStage !== null) return reached(asStage, { row, said: statusCell, work });
    work.remarks.warn(row, 'unknownStatus', statusCell);
  }
  const start = { pipeline: among.first, stage: firstOf(among.first) };
  if (named !== null && byStage === null) {
    const there = reached(named, { row, said: stageCell, work });
    return { ...there, status: status ?? there.status };
  }
  if (byStage !== null) return { ...start, status: status ?? byStage };
  if (stageCell !== '') work.remarks.warn(row, 'unknownStage', stageCell);
  return { ...start, status: status ?? 'open' };
}

type Named = { pipeline: Pipeline; stage: Stage; guessed: boolean };

/** What is called so in one of the pipelines, else what the word usually means in the first of them. */
function stageOf(cell: string, { first, others }: Pipelines): Named | null {
  for (const pipeline of [first, ...others]) {
    const stage = stageCalled(cell, pipeline);
    if (stage !== null) return { pipeline, stage, guessed: false };
  }
  const meant = stageMeant(cell, first);
  return meant === null ? null : { pipeline: first, stage: meant, guessed: true };
}

/** A stage that wins, or one beyond it, says that the deal is won. */
function reached(
  { pipeline, stage, guessed }: Named,
  { row, said, work }: { row: Row; said: string; work: Work },
): Standing {
  // One remark for all rows that say it.
  if (guessed)
    work.remarks.once(row, 'stageTaken', `${said} → ${stage.name[work.known.organisation.locale]}`);
  return stage.part === 'open'
    ? { pipeline, stage, status: 'open' }
    : { pipeline, stage: firstOf(pipeline), status: 'won' };
}

function firstOf(pipeline: Pipeline): Stage {
  const [first] = openStages(pipeline);
  if (first === undefined) throw new Error(`pipeline ${pipeline.id} has no open stage`);
  return first;
}
