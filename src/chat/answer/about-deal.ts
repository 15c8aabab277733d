import type { DealView } from '../../domain/views.ts';
import { isDeal } from '../asking.ts';
import type { Command } from '../command.ts';
import { type Fields, unread } from '../field.ts';
import { readFields } from '../line.ts';
import type { Request } from '../request.ts';
import type { Resolving } from '../resolve/found.ts';
import { resolveFields } from '../resolve.ts';

/** What to do with a line that names a deal and no verb. */
export type AboutDeal =
  /** 远景 shows it, 远景 50万 12月31日 opens its form: nothing is recorded yet. */
  | { kind: 'request'; request: Request }
  /** 徐工的预算批了 says more of it than one can tell: what can be done with it is offered. */
  | { kind: 'offer'; deal: DealView };

/** The deal that a line names, with the little that it says of it; null when it names none. */
export async function aboutDeal(
  text: string,
  commands: readonly Command[],
  to: Resolving,
): Promise<AboutDeal | null> {
  const show = commands.find((one) => one.name === 'deal.show');
  const edit = commands.find((one) => one.name === 'deal.edit');
  const { deal } = show?.fields ?? {};
  const { amount, close } = edit?.fields ?? {};
  if (show === undefined || edit === undefined || deal === undefined) return null;
  if (amount === undefined || close === undefined) return null;
  const fields: Fields = { deal, amount, close, left: unread };
  const reading = { ...readFields(text, fields, to.scene), order: true as const };
  const resolved = await resolveFields(reading, fields, { ...to, hereDeal: null, hereStages: [] });
  const { args, choose, instead } = resolved;
  const named = isDeal(args.deal) || choose?.field === 'deal' || instead !== null;
  if (!named && reading.values.deal === undefined) return null;
  if (args.left !== null) return isDeal(args.deal) ? { kind: 'offer', deal: args.deal } : null;
  const { values } = reading;
  const changes = values.amount !== undefined || values.close !== undefined;
  const command = changes ? edit : show;
  const form = { frame: { only: ['deal', 'amount', 'close'] }, sent: false };
  return { kind: 'request', request: { command, reading, seen: undefined, ...(changes ? { form } : {}) } };
}
