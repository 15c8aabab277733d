import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { codeOf } from '../turn.ts';

export type Stacking = {
  client: WebClient;
  trigger: string;
  /** The modal in which something was pressed; null where it was pressed elsewhere. */
  on: string | null;
};

/** A modal over the one in which something was pressed. Slack stacks three: then, or where it is asked for, in its place. */
export async function stacked(
  { client, trigger, on }: Stacking,
  view: ModalView,
  { inPlace = false }: { inPlace?: boolean } = {},
): Promise<void> {
  const { views } = client;
  if (on === null) {
    await views.open({ trigger_id: trigger, view });
    return;
  }
  if (!inPlace) {
    try {
      await views.push({ trigger_id: trigger, view });
      return;
    } catch (error) {
      if (codeOf(error) !== 'push_limit_reached') throw error;
    }
  }
  await views.update({ view_id: on, view });
}
