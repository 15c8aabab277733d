type Extent = { start: number; end: number };

/** The sign of a number, unless it joins words: -5k, →-5k, 改成-5万; not acme-65k, 远景-5万, phase - 65k. */
const SIGN = /(?:^|[\s,，:：;；=>→$¥€£(（]|[成到为了是])[-−–]$/u;
/** Figures before a comma that no thousands follow: 65,5k. Of 12/31,65k the comma ends a date. */
const BROKEN = /(?<![\d/.-])(?:[$¥€£]\s?)?\d{1,3}(?:,\d+)*,$/u;

/**
 * An amount with what stands around it and makes another one of it: a sign (-5k), brackets that bookkeepers put
 * around what is owed (5k), a comma in the wrong place (65,5k), a word that leaves it open (between 5 and 10k). Null
 * when nothing does.
 */
export function oddExtent(text: string, { start, end }: Extent): Extent | null {
  const before = text.slice(0, start);
  if (SIGN.test(before)) return { start: start - 1, end };
  const comma = BROKEN.exec(before);
  if (comma !== null) return { start: comma.index, end };
  const open = /\bbetween\s+$/iu.exec(before);
  if (open !== null) return { start: open.index, end };
  const bracketed = /(?:^|\s)[(（]$/u.test(before) && /^[)）]/u.test(text.slice(end));
  return bracketed ? { start: start - 1, end: end + 1 } : null;
}
