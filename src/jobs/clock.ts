/** A clock that can be moved forward: real time plus an offset that grows. */
export type MovableClock = {
  now(): Date;
  /**
   * Moves forward by `ms`, stopping wherever something falls due on the way, and once more at the end. Resolves when
   * everything has been done. Moves that are asked for at the same time happen one after the other.
   */
  advance(ms: number): Promise<Date>;
};

type Mechanism = {
  /** Milliseconds since 1970. */
  real(): number;
  offset: number;
  keep(offset: number): Promise<void>;
  /** Where to stop between two instants. */
  stops(from: Date, to: Date): Promise<readonly Date[]>;
  /** Does whatever is due now. */
  beat(): Promise<void>;
};

export function movableClock({ real, offset: kept, keep, stops, beat }: Mechanism): MovableClock {
  let offset = kept;
  let moving: Promise<unknown> = Promise.resolve();
  const now = (): Date => new Date(real() + offset);

  async function move(ms: number): Promise<Date> {
    const from = now();
    const start = offset;
    const to = new Date(from.getTime() + ms);
    for (const stop of [...(await stops(from, to)), to]) {
      offset = start + stop.getTime() - from.getTime();
      await keep(offset);
      await beat();
    }
    return now();
  }

  return {
    now,
    advance(ms) {
      const moved = moving.then(() => move(ms));
      // A move that failed holds up no later one; whoever asked for it is told.
      moving = moved.catch(() => {});
      return moved;
    },
  };
}
