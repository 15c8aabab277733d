import type { Profile } from '../../chat/input.ts';
import type { Calls } from './calls.ts';

/** Who reads a larger room is not looked through, so nothing is told to it. */
const LARGEST_ROOM = 1000;
const KEPT_MS = 600_000;
const MOST_KEPT = 5000;

export type People = {
  profile(calls: Calls, user: string): Promise<Profile>;
  /** The name behind a user id, when Slack tells it in time. */
  nameOf(calls: Calls, user: string): Promise<string | undefined>;
  /** Everyone in the channel but ourselves; fails for a room that is larger than anybody's team. */
  members(calls: Calls, channel: string): Promise<readonly string[]>;
  isBot(calls: Calls, user: string): Promise<boolean>;
};

/** What Slack knows of people, kept for ten minutes. */
export function peopleOf(now: () => Date): People {
  const known = new Map<string, { at: number; profile: Promise<Profile> }>();

  function profile(calls: Calls, user: string): Promise<Profile> {
    const key = `${calls.workspace}:${user}`;
    const before = known.get(key);
    const at = now().getTime();
    if (before !== undefined && at - before.at < KEPT_MS) return before.profile;
    const fresh = read(calls, user);
    known.set(key, { at, profile: fresh });
    fresh.catch(() => known.delete(key));
    const [oldest] = known.keys();
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
    return fresh;
  }

  return {
    profile,
    nameOf: (calls, user) =>
      profile(calls, user).then(
        ({ name }) => name,
        () => undefined,
      ),
    members: readMembers,
    isBot: async (calls, user) => (await profile(calls, user)).kind === 'bot',
  };
}

async function read({ client, workspace }: Calls, id: string): Promise<Profile> {
  const { user } = await client.users.info({ user: id, include_locale: true });
  // Of a closed account Slack tells the name in the profile only.
  const { display_name: shown, real_name: real } = user?.profile ?? {};
  const name = [shown, user?.real_name, real, user?.name].find((one) => one) ?? id;
  const stranger = user?.is_stranger === true || !belongs(user ?? {}, workspace);
  const guest = user?.is_restricted === true || user?.is_ultra_restricted === true;
  return {
    name,
    kind: user?.is_bot === true ? 'bot' : stranger || guest || user?.deleted === true ? 'guest' : 'member',
    ...(user?.profile?.email && { email: user.profile.email }),
    ...(user?.is_email_confirmed === true && { emailVerified: true as const }),
    ...(user?.tz && { zone: user.tz }),
    ...(user?.locale && { locale: user.locale.startsWith('zh') ? ('zh' as const) : ('en' as const) }),
  };
}

type Account = {
  team_id?: string | undefined;
  enterprise_user?: { teams?: readonly string[] | undefined } | undefined;
};

/** In an Enterprise Grid somebody may be in several workspaces, and is told of with one of them, or with none. */
export const belongs = ({ team_id: team, enterprise_user: grid }: Account, workspace: string): boolean =>
  team === undefined || team === workspace || (grid?.teams ?? []).includes(workspace);

async function readMembers({ client, bot }: Calls, channel: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.conversations.members({ channel, limit: 200, ...(cursor && { cursor }) });
    found.push(...(page.members ?? []));
    cursor = page.response_metadata?.next_cursor || undefined;
    if (found.length > LARGEST_ROOM) throw new Error('too many members');
  } while (cursor !== undefined);
  return found.filter((user) => user !== bot.botUserId);
}
