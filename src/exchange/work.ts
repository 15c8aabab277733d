import type { Pipeline } from '../domain/stage.ts';
import type { Ids } from './ids.ts';
import type { Intent } from './intent.ts';
import type { Known } from './known.ts';
import type { PipelineBook } from './pipelines.ts';
import type { Roster } from './roster.ts';
import type { Remarks } from './rows.ts';

/** What every part of a plan works with. */
export type Work = {
  known: Known;
  intent: Intent;
  roster: Roster;
  ids: Ids;
  remarks: Remarks;
  pipelines: PipelineBook;
  /** The default one. */
  pipeline: Pipeline;
  /** Visits of the files and those there already, by the id in the file: what an objection may point at. */
  visits: Set<string>;
  /** Names of the product list by name key: "GTXPro" is "GTX Pro". */
  products: ReadonlyMap<string, string>;
};
