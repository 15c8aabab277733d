import type { DealView } from '../domain/views.ts';
import { formOf } from './ask.ts';
import type { Context } from './command.ts';
import type { Option } from './form.ts';
import { type Frame, frameText } from './frame.ts';
import type { Message } from './message.ts';
import type { Request } from './request.ts';
import type { Resolved } from './resolve.ts';

/** What is said when a line leaves something open: a form, a choice, or examples. */

/** What a form is opened with; one that comes back is asked as it was before. */
type Opening = { request: Request; resolved: Resolved; frame?: Frame };

/** The verb's form, filled with what is known, beside a sentence on what is missing or wrong. */
export async function openForm(context: Context, opening: Opening): Promise<Message> {
  const { request, resolved, frame = request.form?.frame ?? {} } = opening;
  const { command, seen, on } = request;
  // Whatever it asked for, what is wrong is in it.
  const only = frame.only === undefined ? {} : { only: [...frame.only, ...Object.keys(resolved.faults)] };
  const [first] = await context.read.pipelines();
  const deal = resolved.args.deal;
  const pipeline = isDeal(deal) ? deal.pipeline : first;
  if (pipeline === undefined) throw new Error('an organisation has a pipeline');
  const form = formOf({
    command,
    resolved,
    locale: context.locale,
    m: context.m,
    pipeline,
    chosen: chosenOptions(resolved),
    ...frame,
    ...only,
    ...(seen === undefined ? {} : { seen }),
    ...(on === undefined ? {} : { on }),
    sent: request.form?.sent === true,
  });
  if (form.fields.length === 0) return { text: context.m.chat.expired };
  const labels = form.fields
    .filter((field) => field.required && field.value === undefined)
    .map((field) => field.label);
  const faults = form.fields.flatMap((field) => field.fault ?? []);
  return {
    text: faults[0] ?? frame.note ?? missing(labels, { title: form.note ?? form.title }, context),
    form,
  };
}

/** What is still needed; of a form that needs nothing what it is for. */
const missing = (labels: readonly string[], { title }: { title: string }, { m, locale }: Context): string =>
  labels.length === 0 ? title : m.chat.fill(labels.join(locale === 'zh' ? '、' : ', '));

export const isDeal = (value: unknown): value is DealView =>
  typeof value === 'object' && value !== null && 'pipeline' in value && 'stage' in value;

const hasName = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

function chosenOptions(resolved: Resolved): Record<string, Option> {
  return Object.fromEntries(
    Object.entries(resolved.args).flatMap(([name, value]) => {
      const raw = resolved.raw[name];
      return raw !== undefined && hasName(value) ? [[name, { value: raw, label: value.name }]] : [];
    }),
  );
}

/** Several things fit: each button says the same words with one of them named. */
export function choiceOf(
  { m, locale }: Context,
  { command, seen, form }: Request,
  { raw, choose }: Resolved,
): Message {
  if (choose === null) return { text: m.chat.expired };
  const kind = command.fields[choose.field]?.is.kind ?? 'deal';
  const which = kind in m.chat.which ? m.chat.which[kind as keyof typeof m.chat.which] : m.chat.which.deal;
  const line = command.says[locale][0] ?? command.name;
  const card = {
    title: which,
    elements: [
      {
        kind: 'list' as const,
        items: choose.options.map((option) => ({
          title: option.label,
          ...(option.detail === undefined ? {} : { detail: option.detail }),
          takes: true as const,
          press: {
            line,
            values: { ...raw, [choose.field]: option.value },
            ...(seen === undefined ? {} : { seen }),
            on: 'question' as const,
            // What was to be opened is opened with the one that is chosen.
            ...(form?.sent === false ? { form: frameText(form.frame) } : {}),
          },
        })),
      },
    ],
  };
  return { text: which, card };
}
