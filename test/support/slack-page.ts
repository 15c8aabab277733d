// Block Kit as a small page, for the pictures in the documentation: what the adapter sends, drawn by ourselves. It shows
// which blocks there are and what they say; how Slack itself draws them is Slack's.

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

type Block = Record<string, unknown>;
export type Drawn =
  | { kind: 'message'; who: string; blocks: readonly Block[] }
  | { kind: 'modal'; title: string; submit: string; close: string; blocks: readonly Block[] }
  | { kind: 'home'; blocks: readonly Block[] };
/** A PNG for the images, which Slack would fetch by the id of a file. */
type Around = { picture: Uint8Array };

export function pageOf(drawn: Drawn, around: Around): string {
  const fonts = pathToFileURL(
    dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/400.css')),
  );
  const faces = ['400', '700'].map((weight) => `<link rel="stylesheet" href="${fonts.href}/${weight}.css">`);
  return `<!doctype html><meta charset="utf-8">${faces.join('')}<style>${STYLE}</style>${frameOf(drawn, around)}`;
}

function frameOf(drawn: Drawn, around: Around): string {
  const body = drawn.blocks.map((block) => blockOf(block, around)).join('');
  switch (drawn.kind) {
    case 'message':
      return `<main class="message"><i class="face">S</i><div><p><b>${safe(drawn.who)}</b> <small>APP · 09:41</small></p>${body}</div></main>`;
    case 'modal':
      return `<main class="modal"><h1>${safe(drawn.title)}</h1><div>${body}</div><footer><span class="button">${safe(drawn.close)}</span> <span class="button primary">${safe(drawn.submit)}</span></footer></main>`;
    case 'home':
      return `<main class="home">${body}</main>`;
  }
}

function blockOf(block: Block, around: Around): string {
  switch (block.type) {
    case 'header':
      return `<h2>${textOf(block.text)}</h2>`;
    case 'section': {
      const fields = listOf(block.fields).map((field) => `<p>${fieldOf(field)}</p>`);
      const aside = block.accessory === undefined ? '' : controlOf(block.accessory as Block);
      const said = block.text === undefined ? '' : `<p>${textOf(block.text)}</p>`;
      const grid = fields.length === 0 ? '' : `<div class="fields">${fields.join('')}</div>`;
      return `<section><div>${said}${grid}</div>${aside}</section>`;
    }
    case 'context':
      return `<p class="context">${listOf(block.elements).map(textOf).join(' ')}</p>`;
    case 'actions':
      return `<p class="actions">${listOf(block.elements).map(controlOf).join(' ')}</p>`;
    case 'rich_text':
      return listOf(block.elements)
        .map((section) => `<p>${listOf(section.elements).map(runOf).join('')}</p>`)
        .join('');
    case 'image':
      return `<img alt="${safe(String(block.alt_text))}" src="data:image/png;base64,${Buffer.from(around.picture).toString('base64')}">`;
    case 'table':
      return `<table>${(block.rows as Block[][]).map((row) => `<tr>${row.map((cell) => `<td>${textOf(cell)}</td>`).join('')}</tr>`).join('')}</table>`;
    case 'divider':
      return '<hr>';
    case 'input':
      return inputOf(block);
    default:
      throw new Error(`nobody draws a ${String(block.type)}`);
  }
}

function inputOf({ label, hint, optional, element }: Block): string {
  const { type, placeholder, initial_value: value, initial_option: option } = element as Block;
  const shown = value ?? (option as Block | undefined)?.text;
  const inside =
    shown === undefined
      ? `<em>${textOf(placeholder)}</em>`
      : typeof shown === 'string'
        ? safe(shown)
        : textOf(shown);
  const mark = /select|picker/.test(String(type)) ? '<i>⌄</i>' : '';
  const below = hint === undefined ? '' : `<small>${textOf(hint)}</small>`;
  const rest = optional === true ? ' <small>(optional)</small>' : '';
  return `<label><b>${textOf(label)}</b>${rest}<span class="field">${inside}${mark}</span>${below}</label>`;
}

function controlOf(control: Block): string {
  if (control.type === 'overflow') return '<span class="button">···</span>';
  if (control.type === 'button')
    return `<span class="button ${String(control.style ?? '')}">${textOf(control.text)}</span>`;
  return `<span class="button">${textOf(control.placeholder)} ⌄</span>`;
}

const runOf = ({ text, style }: Block): string => {
  const { bold, strike } = (style ?? {}) as Block;
  const said = marked(safe(String(text)));
  return bold === true ? `<b>${said}</b>` : strike === true ? `<s>${said}</s>` : said;
};

/** A field has its label in the first line. */
function fieldOf(field: unknown): string {
  const [label = '', ...rest] = textOf(field).split('<br>');
  return rest.length === 0 ? label : `<b>${label}</b><br>${rest.join('<br>')}`;
}

const listOf = (value: unknown): Block[] => (value ?? []) as Block[];
const textOf = (value: unknown): string =>
  marked(safe(String((value as Block | undefined)?.text ?? ''))).replaceAll('\n', '<br>');
const safe = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.codePointAt(0) ?? 0};`);

/** Signs of a state, for machines without a font of emoji. */
const marked = (text: string): string =>
  text
    .replaceAll('✅', '<i class="sign good">✓</i>')
    .replaceAll('⚠️', '<i class="sign warn">!</i>')
    .replaceAll('🔴', '<i class="sign bad"></i>');

const STYLE = `
  body { margin: 0; background: #fff; font: 15px/1.47 "Noto Sans SC", sans-serif; color: #1d1c1d }
  main { width: 640px; padding: 20px 24px } p { margin: 4px 0 } h2 { font-size: 18px; margin: 8px 0 4px }
  .message { display: grid; grid-template-columns: 40px 1fr; gap: 12px } .message > div > p:first-child { margin: 0 }
  .face { height: 36px; border-radius: 8px; background: #1f3d36; color: #fff; font: 700 18px/36px "Noto Sans SC"; text-align: center }
  small, .context, em { color: #616061; font-size: 13px; font-style: normal }
  section { display: flex; justify-content: space-between; gap: 16px; margin: 8px 0; align-items: start } section > div { flex: 1 }
  .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 16px } .actions { margin: 8px 0; line-height: 2.5 }
  .button { display: inline-block; border: 1px solid #bbb; border-radius: 8px; padding: 0 12px; font: 700 14px/30px "Noto Sans SC"; white-space: nowrap }
  .primary { background: #007a5a; border-color: #007a5a; color: #fff } .danger { color: #e01e5a; border-color: #e01e5a }
  .modal { width: 520px; padding: 0; margin: 20px; border: 1px solid #ccc; border-radius: 12px; box-shadow: 0 8px 24px #0002 }
  .modal h1 { font-size: 20px; margin: 0; padding: 16px 24px; border-bottom: 1px solid #e5e5e5 } .modal > div { padding: 8px 24px 16px }
  .modal footer { padding: 14px 24px; border-top: 1px solid #e5e5e5; text-align: right } label { display: block; margin: 14px 0 }
  .field { display: flex; justify-content: space-between; border: 1px solid #bbb; border-radius: 8px; padding: 6px 12px; margin: 4px 0; white-space: pre-wrap; overflow-wrap: anywhere }
  img { display: block; width: 100%; border-radius: 8px; margin: 8px 0; border: 1px solid #eee } hr { border: 0; border-top: 1px solid #e5e5e5 }
  table { border-collapse: collapse; margin: 8px 0 } td { border: 1px solid #ddd; padding: 4px 10px } i { font-style: normal }
  .sign { display: inline-block; width: 16px; height: 16px; border-radius: 8px; color: #fff; font: 700 11px/16px "Noto Sans SC"; text-align: center }
  .good { background: #007a5a } .warn { background: #d97f00 } .bad { background: #e01e5a }`;
