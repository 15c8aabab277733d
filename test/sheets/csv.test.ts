import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeCsv } from '../../src/sheets/csv.ts';
import { readTable } from '../../src/sheets/read.ts';

const read = (text: string) => readTable({ name: 'a.csv', bytes: Buffer.from(text, 'utf8') });

describe('writeCsv', () => {
  test('writes what spreadsheets read', async () => {
    const text = await writeCsv(
      ['name', 'amount'],
      [
        ['远景, "A"', -1054.5],
        ['two\nlines', null],
      ],
    );
    expect(text).toBe('name,amount\r\n"远景, ""A""",-1054.5\r\n"two\nlines",\r\n');
    expect(await writeCsv(['a'], [], { bom: true })).toBe('\ufeffa\r\n');
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1', "'＝1"],
    ["'=1", "''=1"],
    ['-1054.00', '-1054.00'],
    ['+8613800138000', '+8613800138000'],
    ["it's", "it's"],
    ['a=b', 'a=b'],
  ])('%j can do no harm as %j', async (typed, cell) => {
    expect(await writeCsv(['x'], [[typed]])).toBe(`x\r\n${cell}\r\n`);
  });

  const cell = fc
    .oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom("'", '=', '+', '-', '@', '"', ',', ';', '\t', '\r', '\n', ' ', '漏', 'a', '1'),
      }),
    )
    .map((text) => text.replace(/\0|\p{Cs}/gu, ''));

  test('what is written is read back exactly', async () => {
    const table = fc.integer({ min: 2, max: 4 }).chain((width) =>
      fc.record({
        header: fc.array(
          cell.map((text) => `h${text}h`),
          { minLength: width, maxLength: width },
        ),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }),
        bom: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(table, async ({ header, rows, bom }) => {
        const result = await read(await writeCsv(header, rows, { bom }));
        expect(result).toMatchObject({ kind: 'table', header });
        const kept = rows.filter((cells) => cells.some((text) => text.trim() !== ''));
        expect(result.kind === 'table' && result.rows.map((row) => row.cells)).toEqual(kept);
      }),
      { numRuns: 400 },
    );
  });

  test('no cell that was typed starts a formula', async () => {
    await fc.assert(
      fc.asyncProperty(cell, async (typed) => {
        const text = await writeCsv(['x'], [[typed]]);
        const body = text.slice('x\r\n'.length).replace(/^"/, '');
        expect(/^[=@\t\r]|^[+-](?!\d+(\.\d+)?\r\n$)/.test(body) && body !== '\r\n').toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
