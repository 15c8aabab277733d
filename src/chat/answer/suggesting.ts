import type { Role } from '../../domain/people.ts';
import type { DealView } from '../../domain/views.ts';
import type { Button, CardElement, ListItem } from '../card.ts';
import type { Command, Context } from '../command.ts';
import type { Reply } from '../message.ts';

/** What one could say, to somebody who says hello or is not understood. */

/** What each role has most use of, by the names of the verbs. */
const EXAMPLES: Readonly<Record<Role, readonly string[]>> = {
  rep: ['visit.log', 'deal.mine', 'deal.new', 'deal.advance', 'funnel.show'],
  manager: ['funnel.show', 'review.team', 'digest.now', 'deal.list', 'visit.list'],
  operations: ['funnel.show', 'funnel.moves', 'digest.add', 'target.set', 'import.files'],
  admin: ['setup.go', 'team.people', 'settings.show', 'digest.add', 'import.files'],
  readonly: ['funnel.show', 'deal.list', 'deal.show', 'visit.list', 'help.show'],
};

/** One line and three things to begin with. */
export function greeting(context: Context): Reply {
  const { m, person } = context;
  const text = m.chat.greeting(person.name);
  const items = examplesFor(context).slice(0, 3);
  return { text, audience: 'asker', card: { title: text, elements: [{ kind: 'list', items }] } };
}

/** What was not understood, with what can be done to the deal that it names, or else what one could say instead. */
export function notUnderstood(said: string, context: Context, deal?: DealView): Reply {
  const { m } = context;
  const text = m.chat.notUnderstood(said.slice(0, 80));
  const elements: CardElement[] =
    deal === undefined
      ? [
          { kind: 'text', text: m.chat.tryOneOf },
          { kind: 'list', items: examplesFor(context) },
        ]
      : [
          { kind: 'text', text: m.chat.about(`#${deal.number} ${deal.name}`) },
          { kind: 'buttons', buttons: offers(deal, said, context) },
        ];
  return { text, audience: 'asker', card: { title: text, elements } };
}

/** An example that only shows something is said by a press; of any other help tells how it is said. */
const examplesFor = ({ commands, locale, person }: Context): ListItem[] =>
  EXAMPLES[person.role]
    .flatMap((name) => commands.find((one) => one.name === name) ?? [])
    .map((one) => ({
      title: one.example[locale],
      detail: one.help[locale],
      press:
        one.reads === true && needsNothing(one)
          ? { line: one.example[locale] }
          : { line: 'help', values: { about: one.name } },
    }));

const needsNothing = ({ fields }: Command): boolean =>
  Object.values(fields).every((field) => field.optional || field.preset !== undefined);

/** Each opens something: what was said is recorded by nobody's press alone but as a note of these very words. */
function offers({ number, state, collaborators }: DealView, said: string, { m, may }: Context): Button[] {
  const deal = `#${number}`;
  const subject = { deal: { ...state, collaborators } };
  const { button } = m.deal;
  const log = may('deal.log', subject);
  return [
    { label: button.show, says: { line: 'deal show', values: { deal } } },
    ...(log
      ? [
          { label: button.note, says: { line: 'deal note', values: { deal, note: said } } },
          { label: button.log, says: { line: 'visit log', values: { deal } } },
        ]
      : []),
    ...(may('deal.change', subject)
      ? [{ label: button.edit, says: { line: 'deal edit', values: { deal } } }]
      : []),
  ];
}
