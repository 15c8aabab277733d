import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Form, FormField } from '../../../chat/form.ts';
import type { Locale } from '../../../domain/people.ts';
import { LIMITS } from '../limits.ts';
import { texts } from '../texts.ts';
import { paragraph } from './block.ts';
import { controlOf, fitsControl } from './control.ts';
import { cut, plain } from './text.ts';

/** Which of our handlers a view belongs to. */
export const FORM = 'form';

/** The names of a view's fields are its block ids: a redrawn view keeps what is in fields of the same name. */
const PREFIX = 'field:';
export const blockIdOf = (name: string): string => `${PREFIX}${name}`.slice(0, LIMITS.id);
export const nameOf = (blockId: string): string | null =>
  blockId.startsWith(PREFIX) ? blockId.slice(PREFIX.length) : null;

/** Three blocks stand above the fields at most. */
const MOST_FIELDS = LIMITS.viewBlocks - 3;

export type Fitted = {
  form: Form;
  /** Fields whose value no control of Slack holds: left empty they keep it. */
  untouched: readonly string[];
};

/** Values that are too long to be edited in a modal go along unseen, as named values under the form. */
export function fitted(form: Form): Fitted {
  const shown = form.fields.slice(0, MOST_FIELDS);
  const unseen = form.fields.filter((field, index) => index >= MOST_FIELDS || !fitsControl(field));
  const values = Object.fromEntries(
    unseen.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
  return {
    form: { ...form, says: { ...form.says, values: { ...values, ...form.says.values } }, fields: shown },
    untouched: shown.filter((field) => !fitsControl(field)).map(({ name }) => name),
  };
}

/** A form as a modal. Under 250 kB also when every field is full: what is longest becomes shorter first. */
export function viewOf(
  { form, untouched }: Fitted,
  { metadata, locale }: { metadata: string; locale: Locale },
): ModalView {
  const most = [LIMITS.hint, 200, 0];
  const views = most.map((hint) => modal(form, { untouched, metadata, locale, hint }));
  const small = views.find((view) => Buffer.byteLength(JSON.stringify(view)) <= LIMITS.view);
  return (
    small ?? modal({ ...form, fields: form.fields.slice(0, 20) }, { untouched, metadata, locale, hint: 0 })
  );
}

type Around = { untouched: readonly string[]; metadata: string; locale: Locale; hint: number };

function modal(form: Form, around: Around): ModalView {
  const head: KnownBlock[] = [
    ...(form.title.length > LIMITS.viewTitle ? [paragraph(form.title)] : []),
    ...(form.note === undefined ? [] : [paragraph(form.note)]),
  ];
  const fields = form.fields.map((field) => input(field, around));
  return {
    type: 'modal',
    callback_id: FORM,
    title: plain(form.title, LIMITS.viewTitle),
    submit: plain(form.submit, LIMITS.viewTitle),
    close: plain(texts[around.locale].cancel, LIMITS.viewTitle),
    private_metadata: around.metadata,
    notify_on_close: true,
    blocks: [...head, ...fields],
  };
}

/** Slack shows faults beside a field only in answer to a submit; a form that opens with one says it below the field. */
function input(field: FormField, { untouched, hint }: Around): InputBlock {
  const { name, label, required, fault, value = '' } = field;
  const kept = untouched.includes(name);
  const below = [fault === undefined ? undefined : `⚠️ ${fault}`, field.hint, kept ? value : undefined];
  const text = below.filter((one) => one !== undefined && one !== '').join('\n');
  return {
    type: 'input',
    block_id: blockIdOf(name),
    label: plain(label, LIMITS.label),
    optional: !required || kept,
    dispatch_action: true,
    ...(text !== '' && hint > 0 && { hint: plain(cut(text, hint), LIMITS.hint) }),
    element: controlOf(kept ? { ...field, value: '' } : field),
  };
}
