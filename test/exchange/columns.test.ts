import { describe, expect, test } from 'vitest';
import { mapTable } from '../../src/exchange/columns.ts';
import { HEADERS } from '../../src/exchange/headers.ts';
import type { Table } from '../../src/sheets/table.ts';

const table = (...header: string[]): Table => ({
  kind: 'table',
  name: 'a.csv',
  header,
  rows: [],
  source: { encoding: 'utf-8' },
  ignored: [],
});
const fieldsOf = (mapped: ReturnType<typeof mapTable>) =>
  Object.fromEntries([...mapped.columns].map(([field, column]) => [field, column.header]));

describe('what a table is about follows from its headers', () => {
  test.each([
    [
      'deals',
      [
        'opportunity_id',
        'sales_agent',
        'product',
        'account',
        'deal_stage',
        'engage_date',
        'close_date',
        'close_value',
      ],
    ],
    ['deals', ['Deal Name', 'Deal Stage', 'Close Date', 'Deal owner', 'Amount']],
    ['deals', ['商机名称', '客户名称', '负责人', '销售阶段', '预计金额（万元）', '预计签约日期']],
    ['deals', ['客户', '状态', '负责人']],
    [
      'customers',
      ['account', 'sector', 'year_established', 'revenue', 'employees', 'office_location', 'subsidiary_of'],
    ],
    ['customers', ['客户名称', '行业', '创建时间', '电话']],
    ['products', ['product', 'series', 'sales_price']],
    ['people', ['sales_agent', 'manager', 'regional_office']],
    ['people', ['姓名', '部门', '邮箱', '状态']],
    ['visits', ['客户名称', '拜访日期', '拜访方式', '拜访内容', '拜访人']],
    ['objections', ['商机', '异议类别', '客户原话', '状态']],
    ['events', ['deal', 'seq', 'kind', 'at', 'recorded_at', 'changes', 'detail']],
    [null, ['foo', 'bar']],
  ])('%s', (kind, header) => {
    expect(mapTable(table(...header)).kind).toBe(kind);
  });
});

test('headers compare without case, width, spaces, signs and a unit in brackets', () => {
  const mapped = mapTable(table('ＤＥＡＬ  name', 'Sales-Agent', 'Close_Value (USD)', '阶段'));
  expect(fieldsOf(mapped)).toEqual({
    name: 'ＤＥＡＬ  name',
    owner: 'Sales-Agent',
    amount: 'Close_Value (USD)',
    stage: '阶段',
  });
  expect(mapped.columns.get('amount')?.unit).toEqual({ factor: '1', currency: 'USD' });
});

test('what is said by hand comes before what the header says', () => {
  const said = new Map([
    ['Wert', 'amount'],
    ['Amount', '-'],
  ]);
  const mapped = mapTable(table('Name', 'Amount', 'Wert', 'Stage'), said);
  expect(fieldsOf(mapped)).toEqual({ name: 'Name', amount: 'Wert', stage: 'Stage' });
  expect(mapped.unused).toEqual(['Amount']);
});

test('no header claims two fields of one kind', () => {
  for (const [kind, fields] of Object.entries(HEADERS)) {
    const all = Object.entries(fields).flatMap(([field, names]) =>
      [field, ...names].map((name) => name.toLowerCase()),
    );
    const twice = all.filter((name, index) => all.indexOf(name) !== index);
    expect([kind, twice]).toEqual([kind, []]);
  }
});
