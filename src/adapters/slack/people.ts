import type { Profile } from '../../chat/input.ts';
import type { Calls } from './calls.ts';

/** Bigger rooms are not looked through: somebody in them is a stranger in any case. */
const LARGEST_ROOM = 200;
const KEPT_MS = 600_000;
const MOST_KEPT = 5000;

export type People = {
  profile(calls: Calls, user: string): Promise<Profile>;
  /** The name behind a user id, when Slack tells it in time. */
  nameOf(calls: Calls, user: string): Promise<string | undefined>;
  /** Everyone who can read the channel, bots left out. */
  members(calls: Calls, channel: string): Promise<readonly string[]>;
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
    async members(calls, channel) {
      const all = await readMembers(calls, channel);
      if (all.length > LARGEST_ROOM) return all;
      const profiles = await Promise.all(
        all.map(async (user) => ({ user, kind: (await profile(calls, user)).kind })),
      );
      return profiles.filter(({ kind }) => kind !== 'bot').map(({ user }) => user);
    },
  };
}

async function read({ client, workspace }: Calls, id: string): Promise<Profile> {
  const { user } = await client.users.info({ user: id, include_locale: true });
  const name = [user?.profile?.display_name, user?.real_name, user?.name].find((one) => one) ?? id;
  const stranger = user?.is_stranger === true || (user?.team_id ?? workspace) !== workspace;
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

async function readMembers({ client, bot }: Calls, channel: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.conversations.members({ channel, limit: 200, ...(cursor && { cursor }) });
    found.push(...(page.members ?? []));
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined && found.length <= LARGEST_ROOM);
  return found.filter((user) => user !== bot.botUserId);
}
