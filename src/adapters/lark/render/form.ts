import type { Form, FormField, Option } from '../../../chat/form.ts';
import { carry } from '../carried.ts';
import { LIMITS } from '../limits.ts';
import type { ChromeWords } from '../words.ts';
import { type CardJson, frame } from './card.ts';
import { controlNode } from './control.ts';
import { clip, line, type Node, plain, small } from './text.ts';

export type FormPen = {
  words: ChromeWords;
  /** The id of the kept draft. */
  draft: string;
  /** What the form is about, when it says so nowhere itself. */
  about?: string;
  /** All the options of a search field; null when there are too many to list. */
  options(field: FormField): readonly Option[] | null;
};

/** A form as a card of its own, for its owner's direct chat. Faults stand in red under the field's name. */
export function formJson(form: Form, pen: FormPen): CardJson {
  const send: Node = {
    tag: 'button',
    name: 'send',
    text: plain(form.submit),
    type: 'primary_filled',
    form_action_type: 'submit',
    behaviors: [{ type: 'callback', value: carry({ kind: 'form', draft: pen.draft }, { kind: 'direct' }) }],
  };
  const reset: Node = {
    tag: 'button',
    name: 'reset',
    text: plain(pen.words.cancel),
    type: 'text',
    form_action_type: 'reset',
  };
  const fields = form.fields.flatMap((field) => fieldNodes(field, pen));
  return {
    ...frame(pen.about === undefined ? form.title : `${form.title} · ${pen.about}`),
    header: {
      title: plain(clip(form.title, LIMITS.title)),
      ...(pen.about !== undefined && { subtitle: plain(clip(pen.about, LIMITS.title)) }),
      template: 'blue',
    },
    body: {
      direction: 'vertical',
      elements: [
        ...(form.note === undefined ? [] : [line(clip(form.note, 1000))]),
        {
          tag: 'form',
          name: 'form',
          elements: [
            ...fields,
            {
              tag: 'column_set',
              flex_mode: 'flow',
              columns: [send, reset].map((button) => ({ tag: 'column', width: 'auto', elements: [button] })),
            },
          ],
        },
      ],
    },
  };
}

function fieldNodes(field: FormField, pen: FormPen): Node[] {
  const label = field.required ? `${field.label} *` : field.label;
  const options = field.control.kind === 'search' ? pen.options(field) : null;
  const control = controlNode(field, options, pen.words);
  return [
    line(clip(label, LIMITS.label)),
    ...(field.fault === undefined ? [] : [line(clip(field.fault, 300), { text_color: 'red' })]),
    ...(control === null ? [line(pen.words.typed(clip(field.value ?? '', 300)), small)] : [control]),
    ...(field.hint === undefined ? [] : [line(clip(field.hint, 200), small)]),
  ];
}
