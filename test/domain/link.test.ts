import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { linkCodeFrom, linkCodeIn, linkCodeOf, spelled } from '../../src/domain/link.ts';

describe('a link code', () => {
  test('is read back however people write it', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), (id) => {
        const code = linkCodeFrom(id);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
        const said = spelled(code);
        for (const way of [said, said.toLowerCase(), ` ${said} `, code, said.replace('-', ' ')])
          expect(linkCodeOf(way)).toBe(code);
        expect(linkCodeOf(said.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(code);
        for (const line of [
          `link ${said}`,
          `/link account: ${said}`,
          `关联账号 ${said}`,
          `关联账号：${said}`,
        ])
          expect(linkCodeIn(line)).toBe(code);
      }),
    );
  });

  test('comes out of what is random in the id', () => {
    const codes = new Set(Array.from({ length: 2000 }, () => linkCodeFrom(v7())));
    expect(codes.size).toBe(2000);
    const first = new Set([...codes].map((code) => code[0]));
    expect(first.size).toBe(32);
  });

  test.each(['', 'hello', 'K7QM', 'K7QM-2WXDD', 'K7QM-2WX!', '远景能源有限公司'])('“%s” is none', (said) => {
    expect(linkCodeOf(said)).toBeNull();
  });

  test.each(['link', 'link to the offer', 'K7QM-2WXD', 'linked K7QM-2WXD', '今天见了远景'])(
    '“%s” names none',
    (line) => {
      expect(linkCodeIn(line)).toBeNull();
    },
  );
});
