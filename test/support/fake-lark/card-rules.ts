// Card JSON 2.0 as documented, as strict as the platform: unknown properties are errors, containers nest five deep,
// forms and tables stand at the root of the body, names are unique, 200 elements, 30 kB. What i18n_content may stand beside
// is a text with a tag, and the summary: a table has no place for a second language.

import {
  BODY,
  COLUMN,
  CONFIG,
  common,
  HEADER,
  PANEL_HEADER,
  PROPERTIES,
  ROOT,
  SUMMARY,
} from './card-properties.ts';

type Json = Record<string, unknown>;

const CONTAINERS = new Set(['column_set', 'column', 'collapsible_panel', 'form']);
const FIELDS = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'date_picker',
  'picker_time',
]);
const BUTTON_TYPES = [
  'default',
  'primary',
  'danger',
  'text',
  'primary_text',
  'danger_text',
  'primary_filled',
  'danger_filled',
  'laser',
];
/** Of elements: 20 characters at most. */
const ELEMENT_ID = /^[A-Za-z][A-Za-z0-9_]{0,19}$/;
const LANGUAGES = [
  'zh_cn',
  'en_us',
  'ja_jp',
  'zh_hk',
  'zh_tw',
  'id_id',
  'vi_vn',
  'th_th',
  'pt_br',
  'es_es',
  'ko_kr',
  'de_de',
  'fr_fr',
  'it_it',
  'ru_ru',
  'ms_my',
];
const OPEN_URL = ['type', 'default_url', 'pc_url', 'ios_url', 'android_url'];
const INPUTS = ['text', 'multiline_text', 'password'];
const DATA = ['text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown'];

/** What the platform would object to, [] for a card that it takes. */
export function cardFaults(content: string): string[] {
  if (Buffer.byteLength(content) > 30_000) return ['230025: the card is larger than 30 kB'];
  const faults: string[] = [];
  const card = parsed(content);
  if (card === null) return ['200621: not JSON'];
  const seen: Seen = { faults, names: new Set(), tags: 0, tables: 0 };
  only(card, ROOT, seen, 'card');
  if (card.schema !== '2.0') faults.push('schema is not 2.0');
  if (isJson(card.config)) {
    only(card.config, CONFIG, seen, 'config');
    const { summary } = card.config;
    if (isJson(summary)) {
      only(summary, SUMMARY, seen, 'summary');
      checkLanguages(summary, seen, 'summary');
    }
  }
  if (!isJson(card.config) || card.config.update_multi !== true) faults.push('update_multi is not true');
  if (card.header !== undefined) checkHeader(card.header, seen);
  if (!isJson(card.body)) return ['no body'];
  only(card.body, BODY, seen, 'body');
  for (const element of listOf(card.body.elements))
    checkNode(element, { seen, depth: 0, root: true, form: false });
  if (seen.tags > 200) faults.push(`11310: ${seen.tags} elements`);
  if (seen.tables > 5) faults.push(`200914: ${seen.tables} tables`);
  return faults;
}

type Seen = { faults: string[]; names: Set<string>; tags: number; tables: number };
type At = { seen: Seen; depth: number; root: boolean; form: boolean };

function checkHeader(header: unknown, seen: Seen): void {
  if (!isJson(header)) {
    seen.faults.push('header is no object');
    return;
  }
  only(header, HEADER, seen, 'header');
  checkText(header.title, seen, 'header.title');
  if (header.subtitle !== undefined) checkText(header.subtitle, seen, 'header.subtitle');
  const tags = listOf(header.text_tag_list);
  if (tags.length > 3) seen.faults.push('more than three header tags');
  for (const tag of tags) {
    if (!isJson(tag) || tag.tag !== 'text_tag') seen.faults.push('header tag is no text_tag');
    else checkProperties(tag, seen);
  }
}

function checkNode(node: unknown, at: At): void {
  const { seen } = at;
  if (!isJson(node) || typeof node.tag !== 'string') {
    seen.faults.push('element without a tag');
    return;
  }
  const { tag } = node;
  if (!(tag in PROPERTIES) || tag === 'plain_text' || tag === 'text_tag') {
    seen.faults.push(`200861: ${tag} is no element here`);
    return;
  }
  checkProperties(node, seen);
  if ((tag === 'form' || tag === 'table') && !at.root)
    seen.faults.push(`${tag} is not at the root of the body`);
  const depth = CONTAINERS.has(tag) && tag !== 'column' ? at.depth + 1 : at.depth;
  if (depth > 5) seen.faults.push('containers nest deeper than five');
  const inner: At = { seen, depth, root: false, form: at.form || tag === 'form' };
  if (tag === 'column_set') for (const column of listOf(node.columns)) checkColumn(column, inner);
  else for (const element of listOf(node.elements)) checkNode(element, inner);
  if (tag === 'form') checkForm(node, seen);
  if (tag === 'table') checkTable(node, seen);
  if (tag === 'markdown') checkMarkdown(node, seen);
  if (tag === 'collapsible_panel') {
    if (isJson(node.header)) {
      only(node.header, PANEL_HEADER, seen, 'panel header');
      checkText(node.header.title, seen, 'panel title');
    } else seen.faults.push('panel without a header');
  }
  if (FIELDS.has(tag) || tag === 'button') checkInteractive(node, tag, at);
}

function checkColumn(column: unknown, at: At): void {
  if (!isJson(column) || column.tag !== 'column') {
    at.seen.faults.push('column_set holds something else than a column');
    return;
  }
  checkProperties(column, at.seen);
  for (const element of listOf(column.elements)) checkNode(element, at);
}

/** Counts the element, refuses what it does not have, and looks at its texts. */
function checkProperties(node: Json, seen: Seen): void {
  const tag = String(node.tag);
  seen.tags += 1;
  if (node.element_id !== undefined && !ELEMENT_ID.test(String(node.element_id)))
    seen.faults.push(`element_id ${node.element_id}`);
  only(node, [...common, ...(PROPERTIES[tag] ?? [])], seen, tag);
  for (const key of ['text', 'alt', 'title', 'placeholder', 'label'])
    if (node[key] !== undefined) checkText(node[key], seen, `${tag}.${key}`);
  if (isJson(node.confirm)) {
    only(node.confirm, ['title', 'text'], seen, 'confirm');
    checkText(node.confirm.title, seen, 'confirm.title');
    checkText(node.confirm.text, seen, 'confirm.text');
  }
}

function checkText(text: unknown, seen: Seen, where: string): void {
  if (!isJson(text) || text.tag !== 'plain_text' || typeof text.content !== 'string') {
    seen.faults.push(`${where} is no plain_text`);
    return;
  }
  seen.tags += 1;
  only(text, [...common, ...(PROPERTIES.plain_text ?? [])], seen, where);
  checkLanguages(text, seen, where);
}

function checkLanguages({ i18n_content: languages }: Json, seen: Seen, where: string): void {
  if (languages === undefined) return;
  if (!isJson(languages)) seen.faults.push(`${where}.i18n_content is no object`);
  else
    for (const [language, said] of Object.entries(languages))
      if (!LANGUAGES.includes(language) || typeof said !== 'string')
        seen.faults.push(`${where}.i18n_content.${language}`);
}

function checkInteractive(node: Json, tag: string, { seen, form }: At): void {
  if (tag === 'button' && !BUTTON_TYPES.includes(String(node.type)))
    seen.faults.push(`button type ${node.type}`);
  if (form) {
    if (typeof node.name !== 'string' || node.name === '')
      seen.faults.push(`200530: ${tag} in a form without a name`);
    else if (seen.names.has(node.name)) seen.faults.push(`the name ${node.name} is there twice`);
    else seen.names.add(node.name);
  }
  for (const behavior of listOf(node.behaviors)) {
    if (!isJson(behavior)) seen.faults.push('a behavior is no object');
    else if (behavior.type === 'open_url') only(behavior, OPEN_URL, seen, 'open_url');
    else if (behavior.type !== 'callback' || !isJson(behavior.value))
      seen.faults.push('a callback value is no object');
  }
  if (node.form_action_type !== undefined && !['submit', 'reset'].includes(String(node.form_action_type)))
    seen.faults.push(`form_action_type ${node.form_action_type}`);
  if (tag === 'picker_time' && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(String(node.initial_time ?? '00:00')))
    seen.faults.push('initial_time');
  if (tag === 'input') {
    if (!INPUTS.includes(String(node.input_type ?? 'text')))
      seen.faults.push(`input_type ${node.input_type}`);
    const max = node.max_length;
    if (max !== undefined && (typeof max !== 'number' || max < 1 || max > 1000))
      seen.faults.push('input max_length');
    if (typeof node.default_value === 'string' && node.default_value.length > Number(max ?? 1000))
      seen.faults.push('default_value is longer than max_length');
  }
  if (tag === 'select_static' || tag === 'multi_select_static') checkOptions(node, seen);
  if (
    tag === 'date_picker' &&
    node.initial_date !== undefined &&
    !/^\d{4}-\d{2}-\d{2}$/.test(String(node.initial_date))
  )
    seen.faults.push('initial_date');
}

function checkOptions(node: Json, seen: Seen): void {
  const options = listOf(node.options);
  if (options.length === 0) seen.faults.push('a select without options');
  const values = new Set<unknown>();
  for (const option of options) {
    if (!isJson(option) || typeof option.value !== 'string') {
      seen.faults.push('option value');
      continue;
    }
    values.add(option.value);
    checkText(option.text, seen, 'option');
  }
  if (node.initial_option !== undefined && !values.has(node.initial_option))
    seen.faults.push('initial_option is no option');
  if (listOf(node.selected_values).some((one) => !values.has(one)))
    seen.faults.push('a selected value is no option');
}

function checkForm(node: Json, seen: Seen): void {
  if (typeof node.name !== 'string') seen.faults.push('form without a name');
  if (!JSON.stringify(node).includes('"form_action_type":"submit"'))
    seen.faults.push('form without a submit button');
}

function checkTable(node: Json, seen: Seen): void {
  seen.tables += 1;
  const columns = listOf(node.columns);
  if (columns.length === 0 || columns.length > 50) seen.faults.push('200915: table columns');
  const size = Number(node.page_size ?? 5);
  if (size < 1 || size > 10) seen.faults.push('page_size');
  const names = new Set<string>();
  for (const column of columns) {
    if (!isJson(column)) continue;
    only(column, COLUMN, seen, 'table column');
    if (!DATA.includes(String(column.data_type))) seen.faults.push(`data_type ${column.data_type}`);
    names.add(String(column.name));
  }
  for (const row of listOf(node.rows))
    if (!isJson(row) || Object.keys(row).some((key) => !names.has(key)))
      seen.faults.push('a row of unknown columns');
}

/** A table in a markdown text begins with a row of dashes below its heads, and is one of the card's five tables. */
const DASHES = /^\|(?: *-+ *\|)+$/gm;

function checkMarkdown(node: Json, seen: Seen): void {
  if (typeof node.content !== 'string') {
    seen.faults.push('markdown without content');
    return;
  }
  checkLanguages(node, seen, 'markdown');
  const inLanguages = [node.content, ...Object.values(isJson(node.i18n_content) ? node.i18n_content : {})];
  const tables = inLanguages.map((said) => [...String(said).matchAll(DASHES)].length);
  if (Math.max(...tables) > 4) seen.faults.push('more than four tables in a markdown text');
  seen.tables += Math.max(...tables);
  // Everybody is called only where the owner of the group lets bots do so.
  if (inLanguages.some((said) => /<at\s+id=['"]?all/.test(String(said)))) seen.faults.push('a call to all');
}

function only(value: Json, allowed: readonly string[], seen: Seen, where: string): void {
  for (const key of Object.keys(value))
    if (!allowed.includes(key)) seen.faults.push(`unknown property ${where}.${key}`);
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function parsed(content: string): Json | null {
  try {
    const value: unknown = JSON.parse(content);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}
