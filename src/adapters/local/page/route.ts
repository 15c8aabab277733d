/** Who one acts as and what is open, as the address says it: `#/liu/east/m12`. So the browser's Back works. */
export type Route = { as: string | null; channel: string | null; thread: string | null };

export function readRoute(hash: string): Route {
  const [as, channel, thread] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  return { as: as || null, channel: channel || null, thread: thread || null };
}

export function writeRoute({ as, channel, thread }: Route): string {
  const parts =
    as === null ? [] : channel === null ? [as] : thread === null ? [as, channel] : [as, channel, thread];
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
