import type { CardElement, Words } from '../../chat/card.ts';
import type { Form, FormField, Option } from '../../chat/form.ts';
import type { Place } from '../../chat/input.ts';
import type { Message } from '../../chat/message.ts';
import type { Locale } from '../../domain/people.ts';
import type { Spot } from './carried.ts';
import { LIMITS } from './limits.ts';
import type { createPictures } from './pictures.ts';
import type { Anchor, LarkPorts, Rest } from './ports.ts';
import type { CardJson } from './render/card.ts';
import { fitted, type Side } from './render/fit.ts';
import { formJson } from './render/form.ts';
import type { Pen } from './render/pen.ts';
import { clip, shown } from './render/text.ts';
import { otherLocale, words } from './words.ts';

/** A bubble of plain text, with `en` beside a Chinese one where both languages are shown. */
export type TextContent = { kind: 'text'; text: string; en?: string };

/** What is sent. `line` is said instead of a card that the platform does not take. */
export type Content = TextContent | { kind: 'card'; card: CardJson; line: TextContent };

export type Composing = {
  workspace: string;
  locale: Locale;
  spot: Spot;
  /** The same message in the other language, for a place that has both. */
  twin?: Message;
  /** Whose form it is and what asked for it; without it a form is not sent. */
  asked?: { owner: string; origin: string; place: Place; anchor: Anchor | null };
};

type Ports = Pick<LarkPorts, 'keep' | 'suggest'> & { imagesOf: ReturnType<typeof createPictures> };

export type Compose = (message: Message, to: Composing) => Promise<Content>;

export const composer =
  (ports: Ports): Compose =>
  async (message, to) => {
    if (message.form !== undefined && to.asked !== undefined) {
      return formContent(ports, { ...message, form: message.form }, { ...to, asked: to.asked });
    }
    const plain = message.card === undefined && (message.buttons ?? []).length === 0;
    if (plain && Buffer.byteLength(message.text) <= LIMITS.postText) return textContent(message, to);
    const images = await ports.imagesOf([message.card, to.twin?.card]);
    const long = new Map<Words, string>();
    const both = [message, to.twin].map((one) => [one?.card, one?.buttons]);
    for (const words of longWords(both))
      long.set(words, await ports.keep(to.workspace, { kind: 'words', words }));
    const image: Drawn['image'] = (picture) => images.get(picture);
    const card = await cardOf(ports, message, { ...to, image, idOf: (words) => long.get(words) });
    return { kind: 'card', card, line: textContent(message, to) };
  };

export function textContent(
  { text }: Pick<Message, 'text'>,
  { twin, locale }: Pick<Composing, 'twin' | 'locale'>,
): TextContent {
  if (twin === undefined) return { kind: 'text', text: shown(text) };
  const [zh, en] = locale === 'zh' ? [text, twin.text] : [twin.text, text];
  return { kind: 'text', text: shown(zh), en: shown(en) };
}

type Drawn = Composing & Pick<Pen, 'image' | 'idOf'>;

/** What a button would have to carry is kept when it is long: a choice among twenty may hold a whole report each. */
function longWords(value: unknown): Words[] {
  if (Array.isArray(value)) return value.flatMap(longWords);
  if (typeof value !== 'object' || value === null) return [];
  if (isWords(value)) return Buffer.byteLength(JSON.stringify(value)) > LIMITS.valueBytes ? [value] : [];
  return Object.values(value).flatMap(longWords);
}

const isWords = (value: object): value is Words => 'line' in value && typeof value.line === 'string';

async function cardOf(ports: Ports, message: Message, to: Drawn): Promise<CardJson> {
  const { workspace, locale, spot, twin, image, idOf } = to;
  const other = otherLocale(locale);
  const sideOf = (whole: Message, language: Locale): Side => ({
    whole,
    pen: { locale: language, words: words[language], spot, bilingual: twin !== undefined, image, idOf },
  });
  const card = fitted(sideOf(message, locale), twin && sideOf(twin, other));
  if (card.rest.length === 0) return card.render();
  const inOther = twin && { twin: { locale: other, ...restOf(twin, card.twinRest) } };
  const rest = { kind: 'rest' as const, ...restOf(message, card.rest), ...inOther };
  return card.render(await ports.keep(workspace, rest));
}

const restOf = ({ text, card }: Message, elements: readonly CardElement[]): Rest => ({
  title: clip(card?.title ?? text, LIMITS.restTitle),
  elements,
});

type Asking = Composing & { asked: NonNullable<Composing['asked']> };

async function formContent(ports: Ports, message: Message & { form: Form }, to: Asking): Promise<Content> {
  const { workspace, locale, asked } = to;
  const { form } = message;
  const draft = await ports.keep(workspace, {
    kind: 'form',
    ...asked,
    says: withLong(form),
    controls: Object.fromEntries(form.fields.map((field) => [field.name, field.control.kind])),
  });
  const options = new Map<string, readonly Option[]>();
  for (const field of form.fields) {
    const found = await optionsOf(ports, field, { form, to });
    if (found !== null) options.set(field.name, found);
  }
  const note = form.note ?? message.text;
  // A sentence about one field stands beside it, in red.
  const isFault = form.fields.some((field) => field.fault === note);
  const about = await dealOf(ports, form, to);
  const card = formJson(
    { ...form, ...(note !== '' && note !== form.title && !isFault && { note }) },
    {
      words: words[locale],
      draft,
      ...(about !== null && !note.includes(about.name) && { about: about.label }),
      options: (field) => options.get(field.name) ?? null,
    },
  );
  return { kind: 'card', card, line: textContent(message, to) };
}

/** A text too long for any input is shown, not asked for: it stays what it was. */
function withLong(form: Form): Form['says'] {
  const long = form.fields.filter((field) => (field.value?.length ?? 0) > LIMITS.inputText);
  if (long.length === 0) return form.says;
  const values = Object.fromEntries(long.map((field) => [field.name, field.value ?? '']));
  return { ...form.says, values: { ...form.says.values, ...values } };
}

/** As many as a search gives at once: when it gives them all, they are a list to choose from. */
const SEARCH_PAGE = 20;

async function optionsOf(
  ports: Ports,
  field: FormField,
  { form, to }: { form: Form; to: Asking },
): Promise<readonly Option[] | null> {
  if (field.control.kind !== 'search') return null;
  const { workspace, asked } = to;
  const typing = { workspace, actor: asked.owner, place: asked.place, line: form.says.line };
  const found = await ports.suggest({ ...typing, field: field.name, typed: '' });
  // A customer may be a new one, so its name is always written.
  const listed = field.control.of !== 'customer' && found.length > 0 && found.length < SEARCH_PAGE;
  return listed ? found : null;
}

/**
 * The deal that a form is about and does not ask for. The form comes to the direct chat, where neither the thread nor the
 * card that it was asked for in is to be seen.
 */
async function dealOf(
  ports: Ports,
  { fields, says }: Form,
  { workspace, asked }: Asking,
): Promise<{ label: string; name: string } | null> {
  const said = says.values?.deal;
  if (said === undefined || fields.some((field) => field.name === 'deal')) return null;
  const typing = { workspace, actor: asked.owner, place: asked.place, line: says.line };
  const found = await ports.suggest({ ...typing, field: 'deal', typed: said });
  const label = found.find((option) => option.value === said)?.label;
  return label === undefined ? null : { label, name: label.slice(said.length).trim() };
}

/** What a card had no room for, as a card of its own. */
export const restMessage = (rest: Rest): Message => ({
  text: rest.title,
  card: { title: rest.title, elements: rest.elements },
});
