import { dayOf } from '../domain/day.ts';
import { departed } from '../domain/departure.ts';
import { managerOf, type Person } from '../domain/people.ts';
import { ownScope } from '../domain/permission.ts';
import type { Reads } from '../store/reads.ts';
import type { Desk } from './desk.ts';
import type { Platform } from './input.ts';

/** A chat closed somebody's account; `id` names that for ever. */
export type AccountClosed = { platform: Platform; workspace: string; external: string; id: string };

const TRIES = 3;

/** Their access ends at once and their deals open a hand-over. False when they had none. */
export async function accountClosed(desk: Desk, closed: AccountClosed): Promise<boolean> {
  const { platform, workspace, external, id } = closed;
  const org = await desk.organisationOf(platform, workspace);
  if (org === null) return false;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const now = desk.now();
    const read = desk.reads(org, now);
    const leaver = await read.identified(platform, workspace, external);
    if (leaver === null || leaver.status === 'left') return false;
    const { heir, deals, ...rest } = await restingOn(leaver, read);
    const handed = heir !== null && deals.length > 0;
    const committed = await desk.commit(org, {
      key: `${platform}:${workspace}:closed:${external}:${id}`,
      actorId: leaver.id,
      now,
      changes: [
        ...departed({ leaver, heir, deals, ...rest }, { now, newId: desk.newId }),
        ...(handed
          ? [
              {
                kind: 'tell' as const,
                key: `handover:${leaver.id}:${id}`,
                personId: heir.id,
                notice: {
                  kind: 'handover.opened' as const,
                  personId: leaver.id,
                  deals: deals.length,
                },
              },
            ]
          : []),
      ],
      answeredIn: null,
      reply: async () => null,
    });
    if (committed.kind !== 'conflict') {
      desk.posted();
      return committed.kind === 'done';
    }
  }
  throw new Error('deals moved on again and again while somebody left');
}

async function restingOn(leaver: Person, read: Reads) {
  const [people, teams, organisation] = await Promise.all([read.people(), read.teams(), read.organisation()]);
  const admin = people.find((one) => one.id !== leaver.id && one.role === 'admin' && one.status === 'active');
  const [deals, requests, leaves] = await Promise.all([
    read.deals({ ownerId: leaver.id, status: ['open'] }, ownScope(leaver.id)),
    read.requestsFor(leaver.id),
    read.leaves(dayOf(read.now, organisation.zone)),
  ]);
  return { heir: managerOf(leaver, { people, teams }) ?? admin ?? null, deals, requests, leaves };
}
