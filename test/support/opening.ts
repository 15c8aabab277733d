// A deal of the bot's organisation, as a command would record it.

import { v7 } from 'uuid';
import type { Change } from '../../src/domain/change.ts';
import { nameKey } from '../../src/domain/name.ts';
import type { Commit } from '../../src/store/commit.ts';
import type { Reads } from '../../src/store/reads.ts';
import type { CastName } from './cast.ts';

export type NewDeal = {
  owner?: CastName;
  name: string;
  customer?: string;
  /** Major units. */
  amount?: number | null;
  currency?: string;
  close?: string | null;
  stage?: string;
  openedAt?: Date;
  confidential?: boolean;
};

type At = { commit: Commit; read: Reads; org: string; ownerId: string; teamId: string; now: Date };

/** Returns its number. */
export async function openDeal(at: At, fresh: NewDeal): Promise<number> {
  const [pipeline] = await at.read.pipelines();
  if (pipeline === undefined) throw new Error('no pipeline');
  const stage = pipeline.stages.find((one) => one.key === fresh.stage) ?? pipeline.stages[0];
  if (stage === undefined) throw new Error('no stage');
  const nameId = v7();
  const known = fresh.customer === undefined ? null : await customerOf(at, fresh.customer);
  const committed = await at.commit(at.org, {
    key: `deal:${v7()}`,
    actorId: at.ownerId,
    now: at.now,
    changes: [
      ...(known?.add ?? []),
      { kind: 'text.write', id: nameId, body: fresh.name },
      {
        kind: 'deal.open',
        ref: 'new',
        opening: {
          at: fresh.openedAt ?? at.now,
          changes: {
            status: 'open',
            pipelineId: pipeline.id,
            stageId: stage.id,
            nameId,
            customerId: known?.id ?? null,
            amount: fresh.amount === undefined || fresh.amount === null ? null : fresh.amount * 100,
            currency: fresh.currency ?? 'CNY',
            expectedClose: fresh.close ?? null,
            ownerId: at.ownerId,
            teamId: at.teamId,
            confidential: fresh.confidential ?? false,
          },
        },
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
  const number = committed.kind === 'done' ? committed.made.get('new') : undefined;
  if (number === undefined) throw new Error('the deal was not opened');
  return number;
}

async function customerOf(at: At, name: string): Promise<{ id: string; add: Change[] }> {
  const found = await at.read.customerByName(nameKey(name));
  if (found !== null) return { id: found.id, add: [] };
  const id = v7();
  return { id, add: [{ kind: 'customer.add', id, name }] };
}
