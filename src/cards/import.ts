import type { Button, Card, CardElement, Fact, ListItem } from '../chat/card.ts';
import type { Form, FormField } from '../chat/form.ts';
import { dayOf } from '../domain/day.ts';
import {
  DEAL_FIELDS,
  type ImportReport,
  type Remark,
  type SkipReason,
  type TableKind,
  type WarningReason,
} from '../domain/exchange.ts';
import type { Messages } from '../i18n/en.ts';
import { dayText } from './deal.ts';
import type { Pen } from './pen.ts';

/** A file as the preview shows it; `columns`: its mapping can be corrected. */
type PreviewFile = {
  name: string;
  kind: TableKind | null;
  rows: number;
  unused: readonly string[];
  columns: boolean;
};

export type ImportPreview = {
  draft: string;
  report: ImportReport;
  files: readonly PreviewFile[];
  /** First rows of the deals, by our fields. */
  first: { fields: readonly string[]; rows: readonly (readonly string[])[] } | null;
};

type Words = Readonly<Record<string, string | ((said: string) => string)>>;

/** Why a row was left out or taken in differently, in one clause. */
export function reasonOf(remark: Remark, m: Messages): string {
  const skipped: Readonly<Record<SkipReason, Words[string]>> = m.importing.skipped;
  const warned: Readonly<Record<WarningReason, Words[string]>> = m.importing.warned;
  const words = remark.what === 'skipped' ? skipped[remark.why] : warned[remark.why];
  return typeof words === 'string' ? words : words(remark.said);
}

/** A remark with its place. */
export const remarkText = (remark: Remark, m: Messages): string =>
  m.importing.remark(m.importing.line(remark.file, remark.line), reasonOf(remark, m));

/** What an import would do, with the way on and the way out. */
export function importPreview(preview: ImportPreview, pen: Pen): Card {
  const { m } = pen;
  const { report, files, draft } = preview;
  const words = m.importing;
  const something = report.deals.created + report.deals.updated + newRows(report) > 0;
  return {
    title: words.title(files.length),
    elements: [
      { kind: 'list', items: files.map((file, index) => fileItem(file, { index, draft, m })) },
      ...firstRows(preview, m),
      { kind: 'facts', facts: factsOf(report, m, words.fact) },
      ...remarksOf(report, m),
      {
        kind: 'buttons',
        buttons: [
          ...(something
            ? [
                {
                  label: words.run,
                  tone: 'primary' as const,
                  says: { line: 'import run', values: { draft }, on: 'question' as const },
                },
              ]
            : []),
          { label: words.cancel, says: { line: 'import cancel', values: { draft }, on: 'question' } },
        ],
      },
    ],
  };
}

const newRows = ({ visits, objections, made }: ImportReport): number =>
  visits.created + objections.created + made.customers + made.people + made.teams;

export function previewText(report: ImportReport, m: Messages): string {
  const { deals, files } = report;
  if (deals.created + deals.updated + newRows(report) > 0) {
    return m.importing.lead(deals.created, deals.updated);
  }
  return files.some((file) => file.kind === null) ? m.importing.unknown : m.importing.nothing;
}

function fileItem(
  file: PreviewFile,
  { index, draft, m }: { index: number; draft: string; m: Messages },
): ListItem {
  const words = m.importing;
  const unused = file.unused.slice(0, UNUSED_SHOWN).join(', ');
  const columns: Button[] = file.columns
    ? [{ label: words.columns, says: { line: 'import columns', values: { draft, table: String(index) } } }]
    : [];
  return {
    title: file.name,
    detail: [
      words.file(words.kind[file.kind ?? 'unknown'], file.rows),
      ...(unused === '' ? [] : [words.unused(unused)]),
    ].join(' · '),
    ...(file.kind === null ? { tone: 'warn' as const } : {}),
    ...(columns.length === 0 ? {} : { buttons: columns }),
  };
}

const UNUSED_SHOWN = 8;
const REMARKS_SHOWN = 10;
const CELL = 40;

/** By characters: half a surrogate pair could be neither stored nor sent. */
const shortened = (text: string): string =>
  text.length > CELL ? `${[...text].slice(0, CELL).join('')}…` : text;

function firstRows({ first }: ImportPreview, m: Messages): CardElement[] {
  if (first === null || first.rows.length === 0) return [];
  const labels: Readonly<Record<string, string>> = m.importing.field;
  return [
    { kind: 'text', text: m.importing.firstRows, tone: 'muted' },
    {
      kind: 'table',
      columns: first.fields.map((field) => ({ label: labels[field] ?? field })),
      rows: first.rows.map((row) => row.map((cell) => shortened(cell))),
    },
  ];
}

type FactWords = Pick<Messages['importing']['fact'], 'created' | 'updated'>;

function factsOf(report: ImportReport, m: Messages, { created, updated }: FactWords): Fact[] {
  const { fact } = m.importing;
  const { deals, visits, objections, made, without, warned } = report;
  const skipped = deals.skipped + visits.skipped + objections.skipped;
  const all: readonly (Fact & { count: number })[] = [
    { label: created, value: String(deals.created), count: 1 },
    { label: updated, value: String(deals.updated), count: deals.updated },
    { label: fact.unchanged, value: String(deals.unchanged), count: deals.unchanged },
    { label: fact.skipped, value: String(skipped), count: skipped, tone: 'warn' },
    { label: fact.warned, value: String(warned), count: warned, tone: 'warn' },
    { label: fact.customers, value: String(made.customers), count: made.customers },
    { label: fact.people, value: String(made.people), count: made.people },
    { label: fact.teams, value: String(made.teams), count: made.teams },
    { label: fact.visits, value: String(visits.created), count: visits.created },
    { label: fact.objections, value: String(objections.created), count: objections.created },
    { label: fact.noCustomer, value: String(without.customer), count: without.customer },
    { label: fact.noAmount, value: String(without.amount), count: without.amount },
    { label: fact.noClose, value: String(without.close), count: without.close },
  ];
  return all.filter((one) => one.count > 0).map(({ count: _, ...shown }) => shown);
}

function remarksOf(report: ImportReport, m: Messages): CardElement[] {
  const shown = report.remarks.filter((one) => one.what === 'warned' || one.why !== 'unchanged');
  if (shown.length === 0) return [];
  const lines = shown.slice(0, REMARKS_SHOWN).map((one) => remarkText(one, m));
  const more = shown.length - lines.length;
  return [
    {
      kind: 'more',
      summary: m.importing.remarksTitle(shown.length),
      elements: [
        {
          kind: 'list',
          items: [...lines, ...(more > 0 ? [m.importing.more(more)] : [])].map((title) => ({ title })),
        },
      ],
    },
  ];
}

/** What an import has done. */
export function importDone(report: ImportReport, at: { id: string; pen: Pen }): Card {
  const { m } = at.pen;
  const { done } = m.importing;
  return {
    title: done.title,
    elements: [
      { kind: 'facts', facts: factsOf(report, m, done) },
      ...remarksOf(report, m),
      { kind: 'text', text: done.note, tone: 'muted' },
      { kind: 'buttons', buttons: [undoButton(at.id, m)] },
    ],
  };
}

/** Asks once more before a whole import is taken back. */
export const undoButton = (id: string, m: Messages): Button => ({
  label: m.importing.list.undo,
  tone: 'danger',
  says: { line: 'import undo', values: { id } },
  confirm: { title: m.importing.list.undo, text: m.importing.list.confirm },
});

/** One select per value of a deal: which column holds it. */
export function columnsForm(
  table: { draft: string; index: number; name: string; header: readonly string[]; sample: readonly string[] },
  at: { mapped: ReadonlyMap<string, number>; m: Messages },
): Form {
  const { m, mapped } = at;
  const labels: Readonly<Record<string, string>> = m.importing.field;
  const options = [
    { value: '-', label: m.importing.noColumn },
    ...table.header.flatMap((header, index) => {
      const sample = table.sample[index] ?? '';
      if (header === '') return [];
      return [
        { value: String(index), label: header, ...(sample === '' ? {} : { detail: shortened(sample) }) },
      ];
    }),
  ];
  return {
    title: m.importing.columnsTitle(table.name),
    note: m.importing.columnsNote,
    submit: m.importing.apply,
    says: {
      line: 'import columns',
      values: { draft: table.draft, table: String(table.index), chosen: 'yes' },
    },
    fields: DEAL_FIELDS.map(
      (field): FormField => ({
        name: field,
        label: labels[field] ?? field,
        required: false,
        control: { kind: 'choice', options },
        value: mapped.has(field) ? String(mapped.get(field)) : '-',
      }),
    ),
  };
}

export type ImportItem = {
  id: string;
  at: Date;
  by: string;
  undone: boolean;
  created: number;
  updated: number;
  mayUndo: boolean;
};

export function importList(items: readonly ImportItem[], pen: Pen): Card {
  const { m, office } = pen;
  const { list } = m.importing;
  return {
    title: list.title,
    elements: [
      {
        kind: 'list',
        items: items.map((item) => ({
          title: list.item(dayText(dayOf(item.at, office.zone), pen), item.by),
          detail: [list.detail(item.created, item.updated), ...(item.undone ? [list.undone] : [])].join(
            ' · ',
          ),
          ...(item.undone ? { tone: 'muted' as const } : {}),
          ...(item.undone || !item.mayUndo ? {} : { buttons: [undoButton(item.id, m)] }),
        })),
      },
    ],
  };
}

/** Deals that were worked on after the import, and the way to undo the others only. */
export function undoChanged(
  changed: readonly { number: number; name: string }[],
  at: { id: string; untouched: number; m: Messages },
): Card {
  const { undo } = at.m.importing;
  const shown = changed.slice(0, REMARKS_SHOWN);
  const rest: Button[] =
    at.untouched === 0
      ? []
      : [
          {
            label: undo.rest(at.untouched),
            says: { line: 'import undo', values: { id: at.id, rest: 'yes' } },
          },
        ];
  return {
    title: undo.changed(changed.length),
    elements: [
      {
        kind: 'list',
        items: [
          ...shown.map(({ number, name }) => ({
            title: `#${number} ${name}`,
            press: { line: 'deal show', values: { deal: `#${number}` } },
          })),
          ...(changed.length > shown.length
            ? [{ title: at.m.importing.more(changed.length - shown.length) }]
            : []),
        ],
      },
      ...(rest.length === 0 ? [] : [{ kind: 'buttons' as const, buttons: rest }]),
    ],
  };
}
