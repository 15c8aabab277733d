import { isUuid } from '../domain/id.ts';
import type { Intent } from './intent.ts';
import type { Known } from './known.ts';

/** Which of our ids a visit or objection of a file has. One that is a UUID already keeps it: ids are the organisation's own. */
export type Ids = { of(kind: 'visit' | 'objection', external: string): string };

export function idsOf(known: Known, intent: Intent): Ids {
  const made = new Map<string, string>();
  return {
    of(kind, external) {
      if (isUuid(external)) return external;
      const key = `${kind} ${external}`;
      const there = known.refs.get(key)?.ours ?? made.get(key);
      if (there !== undefined) return there;
      const id = intent.newId();
      made.set(key, id);
      return id;
    },
  };
}
