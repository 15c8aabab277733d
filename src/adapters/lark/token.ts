/** A tenant token as the platform gives it: `expire` in seconds. */
export type Fetched = { token: string; expire: number };

export type Tokens = {
  /** The token that holds; many askers share one request. */
  get(): Promise<string>;
  /** Forgets a token that the platform refused. */
  drop(token: string): void;
};

/** The platform issues another one when less than half an hour is left, and then both are good. */
const RENEW_MS = 20 * 60_000;

export function tokensOf(source: { fetch(): Promise<Fetched>; now(): Date }): Tokens {
  let held: { token: string; until: number } | null = null;
  let fetching: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const { token, expire } = await source.fetch();
    held = { token, until: source.now().getTime() + expire * 1000 - Math.min(RENEW_MS, expire * 500) };
    return token;
  }

  return {
    async get() {
      if (held !== null && source.now().getTime() < held.until) return held.token;
      fetching ??= renew().finally(() => {
        fetching = null;
      });
      return fetching;
    },
    drop(token) {
      if (held?.token === token) held = null;
    },
  };
}
