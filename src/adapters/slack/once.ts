export type Ack<B> = (body?: B) => Promise<void>;

const MOST_KEPT = 2000;

/**
 * Slack delivers again what it thinks was lost, and a copy may come while the first is still worked on. In one process
 * the work is done once and every delivery gets the first acknowledgement; across processes the commit sees to it.
 */
export function onceFor<B>(): (
  key: string,
  ack: Ack<B>,
  work: (ack: Ack<B>) => Promise<void>,
) => Promise<void> {
  const known = new Map<string, Promise<B | undefined>>();

  return async (key, ack, work) => {
    const before = known.get(key);
    if (before !== undefined) return ack(await before);
    let acknowledged: (body: B | undefined) => void = () => {};
    let failed: (error: unknown) => void = () => {};
    const first = new Promise<B | undefined>((resolve, reject) => {
      acknowledged = resolve;
      failed = reject;
    });
    // Nobody may be waiting for it.
    first.catch(() => {});
    known.set(key, first);
    const [oldest] = known.keys();
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
    let done = false;
    const acknowledge = async (body?: B): Promise<void> => {
      if (done) return;
      done = true;
      acknowledged(body);
      await ack(body);
    };
    try {
      await work(acknowledge);
      // What was heard and had no answer to show is acknowledged too.
      await acknowledge();
    } catch (error) {
      // What failed before it was acknowledged is tried again with the next delivery.
      if (!done) known.delete(key);
      failed(error);
      throw error;
    }
  };
}
