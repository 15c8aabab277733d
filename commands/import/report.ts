import { z } from 'zod';

const seq = z.number().int().min(1);

/** What of a kept report is read back; it was written by an earlier version perhaps. */
const Kept = z.object({
  deals: z.object({ created: z.number(), updated: z.number() }).catch({ created: 0, updated: 0 }),
  touched: z.array(z.object({ number: seq, from: seq, to: seq })).catch([]),
  rows: z.array(z.string()).catch([]),
});

export const reportOf = (report: unknown): z.infer<typeof Kept> =>
  Kept.catch({ deals: { created: 0, updated: 0 }, touched: [], rows: [] }).parse(report);
