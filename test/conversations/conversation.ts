import type { Answer, Means, Room, Sheet, SheetField, Shown, Speaker, Talk } from '../support/talk.ts';

/** What people do with the bot, said in no platform's words; it runs unchanged on every platform. */
export type Conversation = {
  /** What it shows, as the table of conversations names it. */
  name: string;
  in: 'en' | 'zh';
  /** A means in it for which a platform may have something else. */
  by?: Means;
  run(talk: Talk): Promise<void>;
};

/** Everything that was answered, one line each. */
export const wordsOf = ({ shown }: Pick<Answer, 'shown'>): string => shown.map((one) => one.text).join('\n');

/** Who sees an answer: a form is before the asker alone. */
export const audiences = ({ shown }: Answer): string[] => [...new Set(shown.map((one) => one.to))].sort();

/** The message with something to press. */
export function cardIn({ shown }: Pick<Answer, 'shown'>): Shown {
  const found = shown.findLast((one) => one.buttons.length > 0);
  if (found === undefined) throw new Error(`there is nothing to press in: ${wordsOf({ shown })}`);
  return found;
}

/** The form that an answer asks to fill in: open, or behind the first button where a line cannot open one. */
export async function formFor(talk: Talk, who: Speaker, answer: Answer): Promise<Sheet> {
  if (answer.form !== null) return answer.form;
  const card = cardIn(answer);
  const { form } = await talk.press(who, card, card.buttons[0] ?? '');
  if (form === null) throw new Error(`no form was opened by: ${card.text}`);
  return form;
}

export function fieldIn(form: Sheet | null, label: string): SheetField {
  const found = form?.fields.find((one) => one.label === label);
  if (found === undefined)
    throw new Error(
      `no field ${label}; there is: ${form?.fields.map((one) => one.label).join(', ') ?? 'no form'}`,
    );
  return found;
}

/** What a search field gets when a name is typed into it: what it offers, or the name where it offers nothing. */
export async function chosen(
  talk: Talk,
  who: Speaker,
  form: Sheet,
  { label, name }: { label: string; name: string },
): Promise<Record<string, string>> {
  const offered = await talk.offers(who, form, { label, typed: name });
  return { [label]: offered.find((one) => one.includes(name)) ?? name };
}

/** The card of a deal that stands in a room, as somebody sees it there. */
export async function homeOf(talk: Talk, deal: string, at: { who: Speaker; room: Room }): Promise<Shown> {
  const cards = (await talk.seen(at.who, at.room)).filter(
    (one) => one.to === 'room' && one.text.includes(deal) && one.buttons.length > 0,
  );
  const [card] = cards;
  if (card === undefined || cards.length > 1)
    throw new Error(`${cards.length} cards of ${deal} stand in ${at.room}`);
  return card;
}

/** All that somebody can read in a room and its threads, or in their own conversation. */
export const readBy = async (talk: Talk, who: Speaker, room?: Room): Promise<string> =>
  wordsOf({ shown: await talk.seen(who, room) });
