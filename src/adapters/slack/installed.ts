import { setTimeout as after } from 'node:timers/promises';
import type { Installation, SlackPorts } from './ports.ts';

/** A healthy database tells within a fraction of this. */
const SOON_MS = 500;

/** The bot in a workspace: what was known last while the database is slow to tell, for Slack waits three seconds only. */
export function installedIn({
  installationOf,
}: Pick<SlackPorts, 'installationOf'>): SlackPorts['installationOf'] {
  const known = new Map<string, Installation>();
  return async (workspace) => {
    const asked = installationOf(workspace).then((found) => {
      if (found === null) known.delete(workspace);
      else known.set(workspace, found);
      return found;
    });
    const last = known.get(workspace);
    if (last === undefined) return asked;
    return Promise.race([asked.catch(() => last), after(SOON_MS, last, { ref: false })]);
  };
}
