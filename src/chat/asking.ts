import type { DealView } from '../domain/views.ts';
import { formOf } from './ask.ts';
import type { Context } from './command.ts';
import type { Option } from './form.ts';
import type { Input } from './input.ts';
import { type Message, type Reply, toAsker } from './message.ts';
import type { Request } from './request.ts';
import type { Resolved } from './resolve.ts';

/** What is said when a line leaves something open: a form, a choice, or examples. */

/** What a form is opened with. */
type Opening = { request: Request; resolved: Resolved; only?: readonly string[]; note?: string };

/** The verb's form, filled with what is known, beside a sentence on what is missing or wrong. */
export async function openForm(
  context: Context,
  { request, resolved, only, note }: Opening,
): Promise<Message> {
  const { command } = request;
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
    ...(note === undefined ? {} : { note }),
    ...(only === undefined ? {} : { only }),
    ...(request.seen === undefined ? {} : { seen: request.seen }),
  });
  if (form.fields.length === 0) return { text: context.m.chat.expired };
  const labels = form.fields
    .filter((field) => field.required && field.value === undefined)
    .map((field) => field.label);
  const faults = form.fields.flatMap((field) => field.fault ?? []);
  return {
    text: note ?? faults[0] ?? context.m.chat.fill(labels.join(context.locale === 'zh' ? '、' : ', ')),
    form,
  };
}

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
  { command, seen }: Request,
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
          press: {
            line,
            values: { ...raw, [choose.field]: option.value },
            ...(seen === undefined ? {} : { seen }),
          },
        })),
      },
    ],
  };
  return { text: which, card };
}

/** What one could say instead. A button or form that no longer means anything is from an older version. */
export function notUnderstood(input: Input, { m, locale, commands }: Context): Reply {
  if (input.said.kind !== 'line') return toAsker(m.chat.expired);
  const examples = commands.filter((one) => one.hidden !== true).slice(0, 5);
  return {
    text: m.chat.notUnderstood(input.said.text.slice(0, 80)),
    audience: 'asker',
    card: {
      title: m.chat.notUnderstood(input.said.text.slice(0, 80)),
      elements: [
        { kind: 'text', text: m.chat.tryOneOf },
        {
          kind: 'list',
          items: examples.map((one) => ({ title: one.example[locale], detail: one.help[locale] })),
        },
      ],
    },
  };
}
