import type { FormDraft } from './ports.ts';

/**
 * What the platform's controls gave, as our raw values: a day without its zone, a time without its zone, several
 * choices with commas, a picked person as whom we know them. What was left empty is empty.
 */
export async function rawValues(
  given: Readonly<Record<string, unknown>>,
  controls: FormDraft['controls'],
  personOf: (openId: string) => Promise<string | null>,
): Promise<Record<string, string>> {
  const entries = Object.entries(controls).flatMap(([name, kind]) =>
    // A field that had no control keeps what it had.
    name in given ? [{ name, kind, value: given[name] }] : [],
  );
  const raw: Record<string, string> = {};
  for (const { name, kind, value } of entries) {
    const text = Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value.trim() : '';
    raw[name] = await rawOf(kind, text, personOf);
  }
  return raw;
}

async function rawOf(
  kind: FormDraft['controls'][string],
  text: string,
  personOf: (openId: string) => Promise<string | null>,
): Promise<string> {
  switch (kind) {
    case 'date':
      // "2024-04-01 +0800" from a picker, anything from an input.
      return text.replace(/^(\d{4}-\d{2}-\d{2}) [+-]\d{4}$/, '$1');
    case 'time':
      return text.replace(/^(\d{2}:\d{2}) [+-]\d{4}$/, '$1');
    case 'search':
      return /^ou_\w+$/.test(text) ? ((await personOf(text)) ?? text) : text;
    case 'line':
    case 'lines':
    case 'money':
    case 'number':
    case 'choice':
    case 'choices':
      return text;
  }
}
