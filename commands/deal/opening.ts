import type { Button } from '../../src/chat/card.ts';
import { type Context, type Outcome, refuse, show } from '../../src/chat/command.ts';
import type { CustomerArg } from '../../src/chat/field.ts';
import { refusal } from '../../src/chat/permit.ts';
import type { Change } from '../../src/domain/change.ts';
import type { Day } from '../../src/domain/day.ts';
import type { Money } from '../../src/domain/money.ts';
import { nameKey } from '../../src/domain/name.ts';
import type { Person } from '../../src/domain/people.ts';
import { canOwn } from '../../src/domain/permission.ts';
import { openStages, type Pipeline } from '../../src/domain/stage.ts';
import { pipelineName } from '../../src/domain/templates.ts';
import { dealAnswer } from './answer.ts';
import { rawMoney } from './form.ts';
import { duplicateCard, pipelineCard } from './new-cards.ts';

export type NewSaid = {
  name: string | null;
  customer: CustomerArg | null;
  amount: Money | null;
  close: Day | null;
  owner: Person | null;
  pipeline: string | null;
};

/** Opens a deal; asks first for what is missing, and whether it is there already. */
export async function open(
  said: NewSaid,
  how: { evenIfThere: 'ask' | 'open' },
  context: Context,
): Promise<Outcome> {
  const { person, read, scope, m, locale, may } = context;
  const owner = said.owner ?? person;
  if (!may('deal.create', { person: owner }))
    return refuse(await refusal(context, { action: 'deal.create', subject: { person: owner } }), 'owner');
  if (!canOwn(owner))
    return refuse(m.deal.say.cannotOwn(owner.name), said.owner === null ? undefined : 'owner');

  const pipelines = await read.pipelines();
  const shown = pipelines.length > 1 ? ['pipeline'] : [];
  if (said.name === null) {
    const fields = ['name', 'customer', 'amount', 'close', ...(person.role === 'manager' ? ['owner'] : [])];
    const usual = pipelineOf(said.pipeline, pipelines);
    const values = usual === null ? {} : { pipeline: pipelineName(usual, locale) };
    return { kind: 'ask', note: m.deal.say.nameIt, fields: [...fields, ...shown], values };
  }
  const pipeline = pipelineOf(said.pipeline, pipelines);
  if (pipeline === null) return show(pipelineCard(pipelines, rawOf(said), context));

  if (how.evenIfThere === 'ask') {
    const fresh = { name: said.name, customerId: said.customer?.id ?? null, ownerId: owner.id };
    const known = said.customer !== null && said.customer.id === null;
    const found = known ? [] : await read.duplicatesOf(fresh, scope);
    const raw = { ...rawOf(said), pipeline: pipeline.id };
    if (found.length > 0) return show(duplicateCard(found, raw, context));
  }
  return record({ ...said, name: said.name, owner, teamId: owner.teamId, pipeline }, context);
}

/** By id or name; the default one when none is said, null when there is none of that name. */
function pipelineOf(said: string | null, pipelines: readonly Pipeline[]): Pipeline | null {
  if (said === null) return pipelines.find((one) => one.isDefault) ?? pipelines[0] ?? null;
  const names = (one: Pipeline): string[] => [one.name, pipelineName(one, 'en'), pipelineName(one, 'zh')];
  const key = nameKey(said);
  return pipelines.find((one) => one.id === said || names(one).some((name) => nameKey(name) === key)) ?? null;
}

/** What was said, as a button carries it. */
const rawOf = (said: NewSaid): Record<string, string> => {
  const all = {
    name: said.name,
    customer: said.customer?.name ?? null,
    amount: said.amount === null ? null : rawMoney(said.amount),
    close: said.close,
    owner: said.owner?.id ?? null,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
};

type Opening = Omit<NewSaid, 'name' | 'owner' | 'pipeline'> & {
  name: string;
  owner: Person;
  teamId: string;
  pipeline: Pipeline;
};

function record(fresh: Opening, context: Context): Outcome {
  const { organisation, now, newId, m } = context;
  const { name, customer, amount, close, owner, teamId, pipeline } = fresh;
  const [stage] = openStages(pipeline);
  if (stage === undefined) return refuse(m.deal.say.refused.otherPipeline);
  const nameId = newId();
  const customerId = customer === null ? null : (customer.id ?? newId());
  const changes: Change[] = [
    ...(customer !== null && customer.id === null && customerId !== null
      ? [{ kind: 'customer.add' as const, id: customerId, name: customer.name }]
      : []),
    { kind: 'text.write', id: nameId, body: name },
    {
      kind: 'deal.open',
      ref: 'new',
      opening: {
        at: now,
        changes: {
          status: 'open',
          pipelineId: pipeline.id,
          stageId: stage.id,
          nameId,
          customerId,
          amount: amount?.minor ?? null,
          currency: amount?.currency ?? organisation.currency,
          expectedClose: close,
          ownerId: owner.id,
          teamId,
        },
      },
    },
  ];
  return {
    kind: 'record',
    changes,
    reply: async (after, made) => {
      const number = made.get('new') ?? 0;
      const answer = await dealAnswer(context, await after.dealView(number), (view) =>
        m.deal.opened(view.name, view.number),
      );
      return customer === null ? { ...answer, buttons: newCustomer(number, name, context) } : answer;
    },
  };
}

/** 蓝天 储能二期, Roof for Blue Sky, "Roof, Blue Sky": some of the words may have been a customer that nobody knows yet. */
function newCustomer(number: number, name: string, { m }: Context): Button[] {
  const behind = /^(?<rest>.+?)(?:\s+(?:for|at|with)\s+|\s*[,，]\s*)(?<who>[^,，]+)$/iu.exec(name)?.groups;
  const [first = '', ...others] = name.split(/\s+/);
  const { who, rest } = { who: behind?.who ?? first, rest: behind?.rest ?? others.join(' ') };
  if (rest === '' || who.length < 2) return [];
  return [
    {
      label: m.deal.say.newCustomer(who),
      says: { line: 'deal edit', values: { deal: `#${number}`, customer: who, name: rest } },
    },
  ];
}
