import type { TroubleKind } from '../../domain/trouble.ts';
import { TOKEN_INVALID, TURNED_AWAY } from './codes.ts';

/**
 * What the open platform's refusals come to. Everything else passes, or is a fault of ours that nobody in a chat can mend.
 * Its token: of an app whose secret was changed, that is disabled or not installed, or one that does not hold anew.
 */
export const TROUBLES: ReadonlyMap<string, TroubleKind> = new Map<string, TroubleKind>([
  ...[...TURNED_AWAY, ...TOKEN_INVALID].map((code) => [code, 'token'] as const),
  ['99991672', 'scope'],
  ['230006', 'scope'],
  ['230027', 'scope'],
  ['230002', 'room'],
  ['232009', 'room'],
  ['230018', 'rules'],
  ['230035', 'rules'],
  ['230011', 'root'],
  ['230110', 'root'],
  ['230013', 'reader'],
  ['230029', 'reader'],
  ['230053', 'reader'],
  ['230022', 'content'],
  ['230028', 'content'],
]);
