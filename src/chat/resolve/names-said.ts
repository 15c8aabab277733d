import { best, type Known, type Mention, mentions } from '../../domain/mention.ts';
import { nameKey } from '../../domain/name.ts';
import type { Stage } from '../../domain/stage.ts';
import type { CustomerArg } from '../field.ts';
import { byName, cut, type Found, optionOf, type Resolving, type Search } from './found.ts';

export async function customerSaid(raw: string, to: Resolving): Promise<Found> {
  const exact = await to.read.customerByName(nameKey(raw));
  if (exact !== null) return { kind: 'value', value: exact, raw: exact.name };
  // A name that is not known is a new customer; a fragment of a known one is not.
  const value: CustomerArg = { id: null, name: raw.trim() };
  return { kind: 'value', value, raw: value.name };
}

/** One of the customers that there are, by a fragment of its name; to narrow a list a new one is of no use. */
export async function customerKnown(raw: string, to: Resolving): Promise<Found> {
  const exact = await to.read.customerByName(nameKey(raw));
  if (exact !== null) return { kind: 'value', value: exact, raw: exact.name };
  const known = (await to.read.knownNames(raw, to.scope)).filter((one) => one.kind === 'customer');
  const found = best(mentions(raw, known));
  if (found.length > 1) return { kind: 'choose', options: found.map(({ known: one }) => byName(one)) };
  const [first] = found;
  return first === undefined
    ? { kind: 'fault', fault: to.m.chat.noSuch.customer(raw) }
    : {
        kind: 'value',
        value: { id: first.known.id, name: first.known.name },
        raw: first.known.name,
        left: cut(raw, first),
      };
}

/**
 * Of several words that nothing held together the longest known name that they begin with, where the rest of them has
 * something to be; else all of them are the name.
 */
export async function customerBeginning(raw: string, to: Resolving): Promise<Found> {
  const whole = await customerSaid(raw, to);
  const words = [...raw.matchAll(/\S+/gu)];
  const ends = words.slice(0, -1).map((word) => word.index + word[0].length);
  const known = await to.read.customersByKey([raw, ...ends.map((end) => raw.slice(0, end))].map(nameKey));
  if (known.has(nameKey(raw))) return whole;
  const end = ends.findLast((one) => known.has(nameKey(raw.slice(0, one))));
  if (end === undefined) return whole;
  const found = await customerSaid(raw.slice(0, end), to);
  return found.kind === 'value' ? { ...found, left: raw.slice(end).trim() } : found;
}

export async function personSaid(raw: string, to: Resolving): Promise<Found> {
  if (/^(me|myself|我|自己)$/iu.test(raw)) return { kind: 'value', value: to.person, raw: to.person.id };
  const people = (await to.read.people()).filter((one) => one.status !== 'left');
  const exact = people.find((one) => one.id === raw || nameKey(one.name) === nameKey(raw));
  if (exact !== undefined) return { kind: 'value', value: exact, raw: exact.id };
  const found = best(
    mentions(
      raw,
      people.map((one) => ({ kind: 'person', id: one.id, name: one.name })),
    ),
  );
  if (found.length > 1) return { kind: 'choose', options: found.map(optionOf) };
  const [first] = found;
  const one = people.find((candidate) => candidate.id === first?.known.id);
  return first === undefined || one === undefined
    ? { kind: 'fault', fault: to.m.chat.noSuch.person(raw) }
    : { kind: 'value', value: one, raw: one.id, left: cut(raw, first) };
}

export function teamsFound(found: readonly Mention[], { raw, to }: { raw: string; to: Resolving }): Found {
  const top = best(found);
  if (top.length > 1) return { kind: 'choose', options: top.map(optionOf) };
  const [first] = top;
  const one = to.teams.find((team) => team.id === first?.known.id);
  return first === undefined || one === undefined
    ? { kind: 'fault', fault: to.m.chat.noSuch.team(raw) }
    : { kind: 'value', value: one, raw: one.id, left: cut(raw, first) };
}

export function teamSaid(raw: string, to: Resolving): Found {
  const exact = to.teams.find((team) => team.id === raw || nameKey(team.name) === nameKey(raw));
  if (exact !== undefined) return { kind: 'value', value: exact, raw: exact.id };
  const known = to.teams.map((team): Known => ({ kind: 'team', id: team.id, name: team.name }));
  return teamsFound(mentions(raw, known), { raw, to });
}

/** A stage by its name in either language or its key; of two pipelines' stages of one name, the default pipeline's. */
export function stageIn(raw: string, stages: readonly Stage[], to: Resolving, search?: Search): Found | null {
  const exact = stages.find((stage) => stage.id === raw || stage.key === raw);
  if (exact !== undefined) {
    if (search !== undefined) search.rest = '';
    return stageValue(exact);
  }
  const known = stages.flatMap((stage): Known[] => [
    { kind: 'stage', id: stage.id, name: stage.name.zh },
    { kind: 'stage', id: stage.id, name: stage.name.en },
  ]);
  const found = best(mentions(raw, known));
  const [first] = found;
  if (first === undefined) return null;
  if (search !== undefined) search.rest = cut(search.rest, first);
  const fitting = stages.filter((stage) => found.some((one) => one.known.id === stage.id));
  const ofDefault = fitting.filter((stage) => stage.pipelineId === stages[0]?.pipelineId);
  const [one, ...others] = ofDefault.length > 0 ? ofDefault : fitting;
  if (one === undefined) return null;
  if (others.length === 0) return stageValue(one);
  const options = [one, ...others].map((stage) => ({ value: stage.id, label: stage.name[to.locale] }));
  return { kind: 'choose', options };
}

const stageValue = (stage: Stage): Found => ({ kind: 'value', value: stage, raw: stage.id });
