import type { Around } from '../../src/cards/list.ts';
import type { Context } from '../../src/chat/command.ts';

/** What lists of deals look up, read once. */
export async function aroundOf({ read, officeDay, organisation }: Context): Promise<Around> {
  const pipelines = await read.pipelines();
  const times = await Promise.all(pipelines.map((one) => read.stageP90(one.id)));
  return {
    pipelines,
    look: { today: officeDay, office: { zone: organisation.zone, calendar: organisation.calendar } },
    p90: new Map(times.flatMap((one) => [...one])),
  };
}
