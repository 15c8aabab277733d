import type { Messages } from '../i18n/en.ts';
import type { Refusal } from '../sheets/table.ts';

const MB = 1024 * 1024;

/** Why a file is no table, in the person's language. */
export function refusalText(refusal: Refusal, m: Messages): string {
  const { refused } = m.importing;
  switch (refusal.code) {
    case 'empty':
      return refused.empty(refusal.name);
    case 'notTable':
      return refused.notTable(refusal.name);
    case 'unreadable':
      return refused.unreadable(refusal.name, refusal.line ?? null);
    case 'unsupported':
      return refused.unsupported(refusal.name, refusal.format);
    case 'tooLarge': {
      const { limit, most, name } = refusal;
      const inMb = limit === 'bytes' || limit === 'unpacked';
      return refused.tooLarge[limit](name, String(inMb ? Math.floor(most / MB) : most));
    }
  }
}
