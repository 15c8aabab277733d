import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/sheets/read.ts';
import { DEFAULT_LIMITS, type Table } from '../../src/sheets/table.ts';
import { xlsx, zip } from '../support/xlsx.ts';

const utf8 = (text: string) => Buffer.from(text, 'utf8');

async function tableOf(name: string, bytes: Uint8Array): Promise<Table> {
  const result = await readTable({ name, bytes });
  if (result.kind !== 'table') throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

describe('text files', () => {
  const text = '客户,金额\r\n远景科技,¥500000\r\n';
  test.each([
    ['utf-8', utf8(text)],
    ['utf-8', utf8(`\ufeff${text}`)],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(text, 'utf-16le')])],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(text, 'utf-16be')])],
    ['gb18030', iconv.encode(text, 'gb18030')],
  ])('in %s are read without being told', async (encoding, bytes) => {
    const table = await tableOf('客户.csv', bytes);
    expect(table).toMatchObject({ header: ['客户', '金额'], source: { encoding } });
    expect(table.rows).toEqual([{ line: 2, cells: ['远景科技', '¥500000'] }]);
  });

  test('in Western European are the last guess', async () => {
    const table = await tableOf('a.csv', iconv.encode('Kunde,Ort\nCafé,Orléans\n', 'windows-1252'));
    expect(table).toMatchObject({
      source: { encoding: 'windows-1252' },
      rows: [{ cells: ['Café', 'Orléans'] }],
    });
  });

  test.each([
    ['a;b\n1,5;2,5\n'],
    ['a\tb\n1,5\t2,5\n'],
    ['a,b\n"1,5","2,5"\n'],
    ['sep=;\r\na;b\r\n1,5;2,5\r\n'],
    ['a;b\r1,5;2,5\r'],
  ])('with any delimiter and line ending: %j', async (text) => {
    const table = await tableOf('a.csv', utf8(text));
    expect(table.header).toEqual(['a', 'b']);
    expect(table.rows[0]?.cells).toEqual(['1,5', '2,5']);
  });

  test('keep the line on which a record starts, over quoted newlines and blank lines', async () => {
    const text = 'name,note\r\n"A","one\r\ntwo\r\nthree"\r\n\r\n"B","x\ny"\nC,5\n,\nD,';
    const table = await tableOf('a.csv', utf8(text));
    expect(table.rows).toEqual([
      { line: 2, cells: ['A', 'one\r\ntwo\r\nthree'] },
      { line: 6, cells: ['B', 'x\ny'] },
      { line: 8, cells: ['C', '5'] },
      { line: 10, cells: ['D', ''] },
    ]);
  });

  test('may have records shorter or longer than the header', async () => {
    const table = await tableOf('a.csv', utf8('a,b,c,,\n1\n1,2,3,4\n1,2,3,,\n'));
    expect(table.header).toEqual(['a', 'b', 'c']);
    expect(table.rows.map((row) => row.cells)).toEqual([
      ['1', '', ''],
      ['1', '2', '3', '4'],
      ['1', '2', '3'],
    ]);
  });

  test('may have a title above the header', async () => {
    const table = await tableOf('a.csv', utf8('2025年销售机会,,\n\n客户,金额,阶段\n远景,5,方案\n'));
    expect(table).toMatchObject({ header: ['客户', '金额', '阶段'], rows: [{ line: 4 }] });
  });

  test('may have one column', async () => {
    const table = await tableOf('a.csv', utf8('客户\n远景\n海通\n'));
    expect(table).toMatchObject({ header: ['客户'], rows: [{ cells: ['远景'] }, { cells: ['海通'] }] });
  });

  test('of a large size keep every character where the pieces meet', async () => {
    const name = '漏斗🎉'.repeat(30_001);
    const table = await tableOf('a.csv', utf8(`a,b\n${name},x\n`));
    expect(table.rows[0]?.cells).toEqual([name, 'x']);
  });

  test('named .xls by the system that wrote them are read as what they are', async () => {
    expect((await tableOf('export.xls', utf8('a\tb\n1\t2\n'))).header).toEqual(['a', 'b']);
  });
});

describe('workbooks', () => {
  test('give days, times, numbers and ticks as text', async () => {
    const bytes = xlsx([
      {
        name: 'Deals',
        rows: [
          ['Name', 'Close', 'Seen', 'Amount', 'Small', 'Big', 'Hot', 'Broken'],
          [
            'A & <B>',
            new Date('2017-03-01T00:00:00Z'),
            new Date('2017-03-01T08:30:00Z'),
            { raw: '<c r="{at}"><v>0.30000000000000004</v></c>' },
            { raw: '<c r="{at}"><v>1.5E-7</v></c>' },
            { raw: '<c r="{at}"><v>1.2E+9</v></c>' },
            true,
            { raw: '<c r="{at}" t="e"><v>#DIV/0!</v></c>' },
          ],
        ],
      },
    ]);
    const table = await tableOf('deals.xlsx', bytes);
    expect(table.rows).toEqual([
      {
        line: 2,
        cells: ['A & <B>', '2017-03-01', '2017-03-01 08:30', '0.3', '0.00000015', '1200000000', 'TRUE', ''],
      },
    ]);
  });

  test('give the first sheet that holds something and name the others', async () => {
    const bytes = xlsx([
      { name: '说明', rows: [] },
      { name: '商机', rows: [[null], ['客户', '金额'], [], ['远景', 5]] },
      { name: '目标', rows: [['a', 'b']] },
    ]);
    const table = await tableOf('商机.xlsx', bytes);
    expect(table).toMatchObject({ source: { sheet: '商机' }, ignored: ['目标'], header: ['客户', '金额'] });
    expect(table.rows).toEqual([{ line: 4, cells: ['远景', '5'] }]);
  });

  test('keep an apostrophe that a person typed', async () => {
    const bytes = xlsx([
      {
        name: 'a',
        rows: [
          ['x', 'y'],
          ["'=1", '=1'],
        ],
      },
    ]);
    expect((await tableOf('a.xlsx', bytes)).rows[0]?.cells).toEqual(["'=1", '=1']);
  });
});

describe('refusals', () => {
  const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
  const other = zip([{ path: 'Index/Document.iwa', content: utf8('x') }]);
  const broken = zip([{ path: 'xl/workbook.xml', content: utf8('<workbook') }]);
  test.each<[string, Uint8Array, object]>([
    ['a.csv', utf8(''), { code: 'empty' }],
    ['a.csv', utf8('\ufeff\r\n \r\n,,\r\n'), { code: 'empty' }],
    ['a.xlsx', xlsx([{ name: 'a', rows: [] }]), { code: 'empty' }],
    ['a.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), { code: 'notTable' }],
    ['a.csv', utf8('%PDF-1.7\n…'), { code: 'notTable' }],
    ['a.xls', utf8('<html><table><tr><td>1'), { code: 'notTable' }],
    ['a.xls', old, { code: 'unsupported', format: 'xls' }],
    ['a.xlsx', old, { code: 'unsupported', format: 'encrypted' }],
    ['a.numbers', other, { code: 'unsupported', format: 'numbers' }],
    ['a.xlsx', other, { code: 'unsupported', format: 'zip' }],
    ['photo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]), { code: 'unsupported', format: 'png' }],
    ['a.xlsx', utf8('a,b\n1,2'), { code: 'unreadable' }],
    ['a.xlsx', broken, { code: 'unreadable' }],
    ['a.xlsx', xlsx([{ name: 'a', rows: [['x']] }]).subarray(0, 400), { code: 'unreadable' }],
    ['a.csv', utf8('a,b\n1,2\n"x,3\n4,5\n'), { code: 'unreadable', line: 3 }],
  ])('%s %#', async (name, bytes, refusal) => {
    expect(await readTable({ name, bytes })).toMatchObject({ kind: 'refusal', name, ...refusal });
  });

  test('what is too large is not read', async () => {
    const limits = { ...DEFAULT_LIMITS, rows: 2, columns: 3 };
    const read = (name: string, bytes: Uint8Array, most = limits) => readTable({ name, bytes }, most);
    const two = utf8('a,b\n1,2\n3,4\n');
    expect(await read('a.csv', two)).toMatchObject({ kind: 'table' });
    expect(await read('a.csv', utf8('a\n1\n2\n3\n'))).toMatchObject({
      code: 'tooLarge',
      limit: 'rows',
      most: 2,
    });
    expect(await read('a.csv', utf8('a,b,c,d\n'))).toMatchObject({ code: 'tooLarge', limit: 'columns' });
    expect(await read('a.csv', two, { ...limits, bytes: 3 })).toMatchObject({
      code: 'tooLarge',
      limit: 'bytes',
    });
    expect(await read('a.csv', two, { ...limits, cells: 5 })).toMatchObject({
      code: 'tooLarge',
      limit: 'cells',
    });
    const four = xlsx([{ name: 'a', rows: [['a'], [1], [2], [3]] }]);
    expect(await read('a.xlsx', four)).toMatchObject({ code: 'tooLarge', limit: 'rows' });
    expect(await read('a.xlsx', four, { ...DEFAULT_LIMITS, cells: 3 })).toMatchObject({ limit: 'cells' });
    expect(await read('a.xlsx', four, { ...DEFAULT_LIMITS, unpacked: 300 })).toMatchObject({
      limit: 'unpacked',
    });
  });

  test('a small workbook that names a very distant row or column is not unfolded', async () => {
    const far = (cell: string) => xlsx([{ name: 'a', rows: [['x', { raw: cell }]] }]);
    const row = far('</row><row r="999999999"><c r="A999999999"><v>1</v></c>');
    expect(await readTable({ name: 'a.xlsx', bytes: row })).toMatchObject({
      code: 'tooLarge',
      limit: 'rows',
    });
    const column = far('<c r="ZZZZZZ1"><v>1</v></c>');
    expect(await readTable({ name: 'a.xlsx', bytes: column })).toMatchObject({
      code: 'tooLarge',
      limit: 'columns',
    });
  });
});

describe('nothing that is dropped makes it throw', () => {
  const names = fc.constantFrom('a.csv', 'a.xlsx', 'a.xls', 'a', 'a.tsv', '.', '商机.CSV', 'a.numbers');

  test('arbitrary bytes', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.uint8Array({ maxLength: 400 }), async (name, bytes) => {
        expect(['table', 'refusal']).toContain((await readTable({ name, bytes })).kind);
      }),
      { numRuns: 300 },
    );
  });

  test('arbitrary text', async () => {
    const pieces = fc.constantFrom(
      'a',
      '"',
      ',',
      ';',
      '\t',
      '\r',
      '\n',
      '\r\n',
      "'",
      '=',
      '漏',
      ' ',
      'sep=,',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 60 }), async (text) => {
        const result = await readTable({ name: 'a.csv', bytes: utf8(text.join('')) });
        expect(['table', 'refusal']).toContain(result.kind);
      }),
      { numRuns: 300 },
    );
  });

  test('workbooks with bytes changed', async () => {
    const whole = xlsx([
      {
        name: 'a',
        rows: [
          ['x', 'y'],
          [1, new Date('2017-03-01T00:00:00Z')],
        ],
      },
    ]);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
    // A size that lies, before the first sheet and in the directory.
    const sheet = Buffer.from(whole).indexOf('xl/worksheets/sheet1.xml');
    const listed = Buffer.from(whole).lastIndexOf('xl/worksheets/sheet1.xml');
    for (const [at, byte] of [
      [sheet - 30 + 25, 5],
      [sheet - 30 + 21, 1],
      [listed - 46 + 27, 5],
    ] as const) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = byte;
      expect(await readTable({ name: 'a.xlsx', bytes })).toMatchObject({ kind: 'refusal' });
    }
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(), async (changes, cut) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const kept = cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
        expect(['table', 'refusal']).toContain((await readTable({ name: 'a.xlsx', bytes: kept })).kind);
      }),
      { numRuns: 300 },
    );
  });

  test('workbooks with any XML inside', async () => {
    const xml = fc.array(
      fc.constantFrom(
        '<row r="2">',
        '<row>',
        '</row>',
        '<c r="B9"',
        ' t="s">',
        '>',
        '<v>',
        '7',
        '</v>',
        '</c>',
        '&',
        '<f/>',
      ),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(xml, async (pieces) => {
        const bytes = xlsx([{ name: 'a', rows: [['x', { raw: pieces.join('') }]] }]);
        expect(['table', 'refusal']).toContain((await readTable({ name: 'a.xlsx', bytes })).kind);
      }),
      { numRuns: 200 },
    );
  });
});

const maven = new URL('../../../shared/data/maven-crm/sales_pipeline.csv', import.meta.url);

describe('a real file', () => {
  test.skipIf(!existsSync(maven))(
    '8,800 deals (skipped when shared/data/maven-crm is not beside the repository)',
    async () => {
      const table = await tableOf('sales_pipeline.csv', readFileSync(maven));
      expect(table.header).toHaveLength(8);
      expect(table.rows).toHaveLength(8800);
      expect(table.rows.at(-1)?.line).toBe(8801);
      expect(table.rows.every((row) => row.cells.length === 8)).toBe(true);
    },
  );
});
