/** Names as they are compared and found. */

/** A name as it is compared: width folded, lower case, without spaces and punctuation. */
export function nameKey(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase();
  const bare = folded.replace(/[\s\p{P}\p{S}]+/gu, '');
  return bare === '' ? folded.trim() : bare;
}
