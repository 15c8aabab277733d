import { demoBegins, tellDemo } from '../prisma/seed/demo/demo.ts';
import { seatsJob } from '../prisma/seed/seats.ts';
import { officeOf, workspaceWithPeople } from '../prisma/seed/workspace.ts';
import { createLocalAdapter } from './adapters/local/adapter.ts';
import { drawPicture, pictureSize } from './charts/draw.ts';
import { hear } from './chat/dispatch.ts';
import { menuOf } from './chat/menu.ts';
import { suggest } from './chat/suggest.ts';
import type { Config } from './config.ts';
import type { MovableClock } from './jobs/clock.ts';
import type { Connected, Spine } from './platform.ts';
import { organisationOf } from './store/founding.ts';
import type { PrismaClient } from './store/generated/client.ts';
import { createLocalStore } from './store/local.ts';

export const LOCAL = 'local';

type LocalStore = ReturnType<typeof createLocalStore>;

/** What is known of the local workspace before there is a clock: where that stands, and whether a demo is told first. */
export type LocalBeginning = {
  store: LocalStore;
  /** When the demo begins; null where none is told. */
  demo: Date | null;
  /** How far the clock was moved forward, in ms. */
  offset: number;
};

/** Looks at what is there. `real`: milliseconds since 1970. */
export async function localBeginning(
  config: Config,
  prisma: PrismaClient,
  real: number,
): Promise<LocalBeginning> {
  const store = createLocalStore(prisma, LOCAL);
  if (!config.local) return { store, demo: null, offset: 0 };
  const isNew = (await organisationOf(prisma)('local', LOCAL)) === null;
  const demo = config.demo && isNew ? demoBegins(officeOf(config.organisation), new Date(real)) : null;
  return { store, demo, offset: demo === null ? await store.clockOffset() : demo.getTime() - real };
}

/** The chat in the browser, with its people, and the demo's history where it is told. */
export async function connectLocal(
  config: Config,
  spine: Spine,
  { store, demo, clock }: LocalBeginning & { clock: MovableClock },
): Promise<Connected> {
  const { desk, prisma, commit, log } = spine;
  const { commands, newId, now, reads } = desk;
  const org = await workspaceWithPeople({ prisma, commit, store, config, now: now(), newId });
  if (demo !== null) await tellDemo({ commit, org, read: reads(org, now()), now: now(), newId });
  const localReads = async () => {
    // The workspace may have joined another organisation since.
    const home = await desk.organisationOf('local', LOCAL);
    return home === null ? null : reads(home, now());
  };
  const adapter = createLocalAdapter({
    workspace: LOCAL,
    hear: (input) => hear(desk, input),
    suggest: (query) => suggest(desk, { platform: 'local', workspace: LOCAL, ...query }),
    menu: (locale) => menuOf(commands, locale),
    draw: drawPicture,
    sizeOf: pictureSize,
    clock,
    zone: async () => (await (await localReads())?.organisation())?.zone ?? 'UTC',
    store,
    log,
  });
  return { adapter, routes: [adapter.routes], jobs: [seatsJob({ store, reads: localReads })] };
}
