// Slack's limits written down a second time, as the walker of a rendered message meets them. What it returns are
// sentences about what Slack would refuse; an empty list is a message that Slack takes.

import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

type Json = Record<string, unknown>;

const MOST: Record<string, number> = {
  'header.text': 150,
  'section.text': 3000,
  'section.fields': 2000,
  'context.elements': 3000,
  'button.text': 75,
  'option.text': 75,
  'option.description': 75,
  'confirm.title': 100,
  'confirm.text': 300,
  'confirm.confirm': 30,
  'confirm.deny': 30,
  'input.label': 2000,
  'input.hint': 2000,
  'modal.title': 24,
  'modal.submit': 24,
  'modal.close': 24,
};

export function messageFaults({ text, blocks }: { text: string; blocks: readonly object[] }): string[] {
  const faults: string[] = [];
  if (blocks.length < 1 || blocks.length > 50) faults.push(`${blocks.length} blocks`);
  const whole = textsIn(blocks).reduce((sum, one) => sum + one.length, 0);
  if (whole > 13_200) faults.push(`the message has ${whole} characters`);
  if (text.length > 40_000) faults.push('the fallback is too long');
  if (/<[@!#]/.test(text)) faults.push('the fallback mentions somebody');
  if (blocks.filter((one) => (one as Json).type === 'table').length > 1) faults.push('two tables');
  return [...faults, ...blockFaults(blocks)];
}

export function viewFaults(view: object): string[] {
  const { blocks, title, submit, close, private_metadata: metadata, callback_id: id } = view as Json;
  const faults: string[] = [];
  const all = blocks as object[];
  if (all.length > 100) faults.push(`${all.length} blocks`);
  if (Buffer.byteLength(JSON.stringify(view)) > 250_000) faults.push('the view is too large');
  if (typeof metadata === 'string' && metadata.length > 3000) faults.push('metadata is too long');
  if (typeof id === 'string' && id.length > 255) faults.push('callback id is too long');
  if (all.some((one) => (one as Json).type === 'input') && submit === undefined) faults.push('no submit');
  if (all.some((one) => (one as Json).type === 'table')) faults.push('a table in a modal');
  faults.push(...plainFaults('modal.title', title), ...plainFaults('modal.submit', submit));
  return [...faults, ...plainFaults('modal.close', close), ...blockFaults(all)];
}

function blockFaults(blocks: readonly object[]): string[] {
  const ids = blocks.flatMap((one) => ((one as Json).block_id as string | undefined) ?? []);
  const twice = ids.length === new Set(ids).size ? [] : ['a block id twice'];
  return [...twice, ...blocks.flatMap((one) => blockFault(one as Json))];
}

function blockFault(block: Json): string[] {
  const faults: string[] = [];
  if (String(block.block_id ?? '').length > 255) faults.push('block id is too long');
  switch (block.type) {
    case 'header':
      return [...faults, ...plainFaults('header.text', block.text)];
    case 'section': {
      const fields = (block.fields as Json[] | undefined) ?? [];
      if (fields.length > 10) faults.push(`${fields.length} fields`);
      if (block.text === undefined && fields.length === 0) faults.push('an empty section');
      const accessory = block.accessory === undefined ? [] : controlFaults(block.accessory as Json);
      const fieldFaults = fields.flatMap((one) => plainFaults('section.fields', one));
      return [...faults, ...plainFaults('section.text', block.text), ...fieldFaults, ...accessory];
    }
    case 'context': {
      const elements = block.elements as Json[];
      if (elements.length < 1 || elements.length > 10) faults.push(`${elements.length} context elements`);
      return [...faults, ...elements.flatMap((one) => plainFaults('context.elements', one))];
    }
    case 'actions': {
      const elements = block.elements as Json[];
      if (elements.length < 1 || elements.length > 25) faults.push(`${elements.length} actions`);
      const ids = elements.map((one) => one.action_id);
      if (new Set(ids).size !== ids.length) faults.push('an action id twice');
      return [...faults, ...elements.flatMap(controlFaults)];
    }
    case 'rich_text':
      return [...faults, ...richFaults(block)];
    case 'table':
      return [...faults, ...tableFaults(block.rows as Json[][])];
    case 'image':
      if (String(block.alt_text).length < 1 || String(block.alt_text).length > 2000) faults.push('alt text');
      return faults;
    case 'input': {
      const element = block.element as Json;
      const label = plainFaults('input.label', block.label);
      return [...faults, ...label, ...plainFaults('input.hint', block.hint), ...controlFaults(element)];
    }
    case 'divider':
      return faults;
    default:
      return [`an unknown block ${String(block.type)}`];
  }
}

/** People's text is plain text only, and never nothing. */
function plainFaults(where: string, element: unknown): string[] {
  if (element === undefined) return [];
  const { type, text, emoji } = element as Json;
  const faults: string[] = [];
  if (type !== 'plain_text') faults.push(`${where} is ${String(type)}`);
  if (emoji !== false) faults.push(`${where} makes emoji of what was typed`);
  if (typeof text !== 'string' || text.trim() === '') return [...faults, `${where} is empty`];
  if (text.length > (MOST[where] ?? 0)) faults.push(`${where} has ${text.length} characters`);
  return faults;
}

function controlFaults(control: Json): string[] {
  const faults: string[] = [];
  if (String(control.action_id ?? '').length > 255) faults.push('action id is too long');
  const placeholder = control.placeholder as Json | undefined;
  if (placeholder !== undefined && String(placeholder.text).length > 150)
    faults.push('placeholder is too long');
  const max = control.max_length as number | undefined;
  if (max !== undefined && (max < 1 || max > 3000)) faults.push(`max_length ${max}`);
  const initial = control.initial_value as string | undefined;
  if (initial !== undefined && initial.length > Math.min(3000, max ?? 3000))
    faults.push('initial value is too long');
  switch (control.type) {
    case 'button': {
      if (String(control.value ?? '').length > 2000) faults.push('button value is too long');
      if (String(control.accessibility_label ?? '').length > 75) faults.push('what is read out is too long');
      const confirm = control.confirm as Json | undefined;
      const asks = [
        ...plainFaults('confirm.title', confirm?.title),
        ...plainFaults('confirm.text', confirm?.text),
        ...plainFaults('confirm.confirm', confirm?.confirm),
        ...plainFaults('confirm.deny', confirm?.deny),
      ];
      return [...faults, ...plainFaults('button.text', control.text), ...asks];
    }
    case 'overflow':
      return [...faults, ...optionsFaults(control.options as Json[], 5)];
    case 'checkboxes':
      return [...faults, ...optionsFaults(control.options as Json[], 10)];
    case 'static_select':
    case 'multi_static_select': {
      const groups = control.option_groups as Json[] | undefined;
      if (groups !== undefined && groups.length > 100) faults.push(`${groups.length} groups`);
      const all = groups?.map((one) => one.options as Json[]) ?? [control.options as Json[]];
      return [...faults, ...all.flatMap((options) => optionsFaults(options, 100))];
    }
    case 'external_select':
      if (control.min_query_length !== 1) faults.push('search begins too late');
      if (control.initial_option !== undefined)
        faults.push(...optionsFaults([control.initial_option as Json], 1));
      return faults;
    default:
      return faults;
  }
}

function optionsFaults(options: readonly Json[], most: number): string[] {
  const faults: string[] = [];
  if (options.length < 1 || options.length > most) faults.push(`${options.length} options`);
  for (const option of options) {
    const value = String(option.value ?? '');
    if (value.length < 1 || value.length > 150) faults.push(`an option value of ${value.length} characters`);
    faults.push(
      ...plainFaults('option.text', option.text),
      ...plainFaults('option.description', option.description),
    );
  }
  return faults;
}

function richFaults(block: Json): string[] {
  const sections = block.elements as Json[];
  const runs = sections.flatMap((one) => one.elements as Json[]);
  const faults = runs.length === 0 ? ['an empty rich text'] : [];
  for (const run of runs) {
    if (run.type !== 'text') faults.push(`rich text holds ${String(run.type)}`);
    if (String(run.text).length < 1 || String(run.text).length > 3000) faults.push('a run of rich text');
  }
  return faults;
}

function tableFaults(rows: readonly Json[][]): string[] {
  const faults: string[] = [];
  if (rows.length < 1 || rows.length > 100) faults.push(`${rows.length} rows`);
  if (rows.some((row) => row.length < 1 || row.length > 20)) faults.push('cells in a row');
  if (new Set(rows.map((row) => row.length)).size > 1) faults.push('rows of different length');
  const texts = rows.flat().map((cell) => String(cell.text));
  if (texts.some((text) => text === '')) faults.push('an empty cell');
  if (texts.reduce((sum, text) => sum + text.length, 0) > 10_000) faults.push('the table is too long');
  return faults;
}

/** Every text that somebody reads. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'string' && ['text', 'alt_text'].includes(key) ? [one] : textsIn(one),
  );
}

/** Reads all of @slack/types, which takes longer than anything it makes of it. */
let generator: ReturnType<typeof createGenerator> | undefined;

/** What @slack/types calls a block or modal, as a JSON Schema: it knows shapes and no lengths. */
export function slackSchema(type: 'KnownBlock' | 'ModalView'): ValidateFunction {
  const path = createRequire(import.meta.url)
    .resolve('@slack/types')
    .replace(/\.js$/, '.d.ts');
  generator ??= createGenerator({ path, type: '*', skipTypeCheck: true, additionalProperties: false });
  const schema: Json = { ...generator.createSchema(type) };
  return new Ajv({ strict: false }).compile(schema);
}
