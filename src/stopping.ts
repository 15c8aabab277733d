/** What was started. */
export type Running = { stop(): Promise<void> };

/** Stops what was started, last first. What cannot be stopped keeps nothing else running; its fault is thrown at the end. */
export async function stopAll(started: Running[]): Promise<void> {
  const faults: unknown[] = [];
  for (const one of started.splice(0).reverse()) {
    try {
      await one.stop();
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
}
