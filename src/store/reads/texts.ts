import type { ReadsAt } from './at.ts';

/** What people wrote. */
export function textReads({ db, org }: ReadsAt) {
  return {
    /** Bodies by id, in one query however many there are; an erased one is empty. */
    async texts(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
      const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
      if (wanted.length === 0) return new Map();
      const rows = await db.$queryRaw<{ id: string; body: string | null }[]>`
        SELECT "id", "body" FROM "Text" WHERE "orgId" = ${org}::uuid AND "id" = ANY(${wanted}::uuid[])`;
      return new Map(rows.map((row) => [row.id, row.body ?? '']));
    },
  };
}
