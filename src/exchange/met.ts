import { z } from 'zod';
import { jsonCell } from './json.ts';

/** Somebody met: a contact of the customer, a name kept as text, or either (`name`), whoever is found. */
export type MetInWords = {
  as: 'contact' | 'text' | 'name';
  name: string;
  title: string | null;
  role: string | null;
};

const Listed = z.array(
  z.union([
    z.string(),
    z.object({ contact: z.string(), title: z.string().nullish(), role: z.string().nullish() }),
  ]),
);

/** Who was met: as {@link writeMet} writes it, or names with commas or semicolons between. */
export function readMet(cell: string): MetInWords[] {
  const listed = cell.startsWith('[') ? Listed.safeParse(jsonCell(cell)) : null;
  if (listed?.success === true) {
    return listed.data.map((one) =>
      typeof one === 'string'
        ? { as: 'text', name: one, title: null, role: null }
        : { as: 'contact', name: one.contact, title: one.title ?? null, role: one.role ?? null },
    );
  }
  return cell
    .split(/[,;，；、\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ as: 'name', name, title: null, role: null }));
}

/** JSON: a name may hold any comma. */
export function writeMet(met: readonly MetInWords[]): string {
  if (met.length === 0) return '';
  return JSON.stringify(
    met.map(({ as, name, title, role }) =>
      as === 'contact'
        ? { contact: name, ...(title === null ? {} : { title }), ...(role === null ? {} : { role }) }
        : name,
    ),
  );
}
