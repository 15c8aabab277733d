import type { DealView } from '../../domain/views.ts';
import { isDeal } from '../asking.ts';
import { type About, audienceOf } from '../audience.ts';
import type { Button } from '../card.ts';
import type { Command, Context } from '../command.ts';
import type { Message, Reply } from '../message.ts';
import type { Request } from '../request.ts';
import type { Resolved } from '../resolve.ts';
import { inPlace, standing } from './in-place.ts';

/** What is said in answer, the deals it speaks of, and whether it can be taken back. */
type Saying = { message: Message; about?: About; undo?: boolean };

/** Who may see the answer, and whether it takes the place of the card that was pressed. */
export function replyTo(context: Context, { on }: Request, saying: Saying): Reply {
  const { message, about = [], undo = false } = saying;
  const shown = standing(message);
  const whole = undo ? withUndo(shown, context) : shown;
  return inPlace({ ...whole, audience: audienceOf(context.here, about) }, on);
}

/** A verb may have named its own taking back, as undo does. */
function withUndo(message: Message, { m, inputId }: Context): Message {
  const named = message.buttons?.some(({ says }) => says.line === 'undo' && says.values?.entry === inputId);
  if (named === true) return message;
  const deal = message.card?.deal;
  const undo: Button = {
    label: m.chat.undo,
    says: { line: 'undo', values: { entry: inputId }, ...(deal === undefined ? {} : { on: deal }) },
  };
  return { ...message, buttons: [...(message.buttons ?? []), undo] };
}

/** The home that a deal just got: in this room, or in the one that its team chose. */
export type AtHome = { deal: DealView; here: boolean };

/** Says where the deal lives now. The live card that appears in this room is not shown a second time. */
export function atHome(reply: Reply, { deal, here }: AtHome, { m }: Context): Reply {
  const { card, ...rest } = reply;
  const name = `#${deal.number} ${deal.name}`;
  const text = here ? m.chat.home.here(name) : m.chat.home.team(name);
  if (card === undefined) return { ...rest, text: `${rest.text} ${text}` };
  return here && card.deal === deal.number ? { ...rest, text } : { ...rest, card, text };
}

/** What a verb that only shows speaks of: the deal it needs, if it needs one. */
export function shown({ command }: Request, { args }: Resolved): About {
  const deal = args[command.needs.on];
  return isDeal(deal) ? [deal.number] : [];
}

/** The deal that is spoken of, where nobody and nothing else is named beside it. */
export function onlyDeal({ fields }: Command, { args }: Resolved): DealView | null {
  const named = Object.entries(fields).flatMap(([name, { is }]) =>
    NAMES.has(is.kind) && (args[name] ?? null) !== null ? [args[name]] : [],
  );
  const [only] = named;
  return named.length === 1 && isDeal(only) ? only : null;
}
const NAMES: ReadonlySet<string> = new Set(['deal', 'customer', 'person', 'team']);
