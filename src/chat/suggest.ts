import { scopeOf } from '../domain/permission.ts';
import { dealOption } from './deal-said.ts';
import type { Desk } from './desk.ts';
import type { Option } from './form.ts';
import type { Place, Platform } from './input.ts';
import { verbOf } from './line.ts';

/** What is typed into a search field of a form. */
export type Typing = {
  platform: Platform;
  workspace: string;
  actor: string;
  place: Place;
  /** The form's line. */
  line: string;
  field: string;
  typed: string;
};

const MOST = 20;

/** Options for a search field: only what the person may see, from the first character on. */
export async function suggest(desk: Desk, typing: Typing): Promise<readonly Option[]> {
  const org = await desk.organisationOf(typing.platform, typing.workspace);
  if (org === null) return [];
  const read = desk.reads(org, desk.now());
  const person = await read.identified(typing.platform, typing.workspace, typing.actor);
  const field = verbOf(typing.line, desk.commands)?.command.fields[typing.field];
  if (person === null || person.status !== 'active' || field === undefined) return [];
  const teams = await read.teams();
  const typed = typing.typed.trim().toLowerCase();
  const fits = (name: string): boolean => name.toLowerCase().includes(typed);
  switch (field.is.kind) {
    case 'deal': {
      const { status } = field.is;
      return (await read.dealsNamed({ typed, status, take: MOST }, scopeOf(person, teams))).map(dealOption);
    }
    case 'customer':
      return (await read.customersNamed(typed, MOST)).map((one) => ({ value: one.name, label: one.name }));
    case 'person':
      return (await read.people())
        .filter((one) => one.status !== 'left' && fits(one.name))
        .slice(0, MOST)
        .map((one) => ({ value: one.id, label: one.name }));
    case 'team':
      return teams
        .filter((one) => fits(one.name))
        .slice(0, MOST)
        .map((one) => ({ value: one.id, label: one.name }));
    default:
      return [];
  }
}
