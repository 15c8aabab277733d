import type { Change } from '../domain/change.ts';
import type { Locale, Person } from '../domain/people.ts';
import { surroundingsOf } from '../domain/surroundings.ts';
import { messages } from '../i18n/messages.ts';
import type { Reads } from '../store/reads.ts';
import type { Desk } from './desk.ts';
import type { Platform, Profile } from './input.ts';

/** Somebody brought the bot into a workspace, for the first time or again; `id` names that for ever. */
export type Arrival = {
  platform: Platform;
  /** Null where it says no name of its own. */
  workspace: { external: string; name: string | null };
  installer: { external: string; profile: Profile };
  id: string;
};

export type ArrivalPorts = {
  /** The workspace's organisation, founded with the installer as its administrator when there is none. */
  found(arrival: Arrival): Promise<string>;
  /** Makes the bot able to speak there. */
  install(): Promise<void>;
};

/** Founds, installs, and welcomes whoever did it. Said again, also after a crash half way, it does nothing twice. */
export async function arrived(desk: Desk, ports: ArrivalPorts, arrival: Arrival): Promise<void> {
  const org = await ports.found(arrival);
  await ports.install();
  const { platform, workspace, installer, id } = arrival;
  const now = desk.now();
  const read = desk.reads(org, now);
  const person = await read.identified(platform, workspace.external, installer.external);
  const { actorId, changes } = await inCharge(read, { person, arrival, newId: desk.newId });
  // Somebody new to an organisation that is run by others is met as anybody is: when they first speak.
  if (actorId === null) return;
  await desk.commit(org, {
    key: `arrival:${platform}:${workspace.external}:${id}`,
    actorId,
    now,
    changes: [
      ...changes,
      {
        kind: 'tell',
        key: `installed:${platform}:${workspace.external}:${actorId}`,
        personId: actorId,
        notice: { kind: 'installed' },
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
  desk.posted();
}

/** Where no administrator is left, the installer becomes one; nobody else is given anything by installing again. */
async function inCharge(
  read: Reads,
  { person, arrival, newId }: { person: Person | null; arrival: Arrival; newId(): string },
): Promise<{ actorId: string | null; changes: Change[] }> {
  const [people, teams] = await Promise.all([read.people(), read.teams()]);
  const led = people.some((one) => one.role === 'admin' && one.status === 'active');
  if (led) return { actorId: person?.status === 'active' ? person.id : null, changes: [] };
  const teamId = teams.find((one) => one.parentId === null)?.id ?? null;
  if (person !== null) {
    const set = { role: 'admin', status: 'active', teamId: person.teamId ?? teamId } as const;
    return { actorId: person.id, changes: [{ kind: 'person.set', id: person.id, set }] };
  }
  const { platform, workspace, installer } = arrival;
  const { external, profile } = installer;
  const { locale } = await read.organisation();
  const id = newId();
  return {
    actorId: id,
    changes: [
      {
        kind: 'person.add',
        person: {
          id,
          name: profile.name,
          email: profile.email ?? null,
          role: 'admin',
          status: 'active',
          teamId,
          locale: profile.locale ?? locale,
          zone: profile.zone ?? null,
        },
      },
      { kind: 'person.identify', id, platform, workspace: workspace.external, external },
    ],
  };
}

/** What an organisation begins with, where nobody said otherwise: its installer's language and what is usual there. */
export type Defaults = {
  locale: Locale | null;
  zone: string | null;
  currency: string | null;
  calendar: string | null;
};

export function foundingOf({ platform, workspace, installer }: Arrival, defaults: Defaults) {
  const { external, profile } = installer;
  const { name, email, locale, zone: ownZone } = profile;
  const zone = defaults.zone ?? ownZone ?? 'UTC';
  const usual = surroundingsOf(zone);
  const spoken = defaults.locale ?? locale ?? ('en' as const);
  const called = workspace.name ?? messages[spoken].setup.ourTeam;
  return {
    name: called,
    locale: spoken,
    zone,
    currency: defaults.currency ?? usual.currency,
    calendar: defaults.calendar ?? usual.calendar,
    template: 'consultative' as const,
    workspace: { platform, external: workspace.external, name: called },
    admin: {
      name,
      external,
      ...(email !== undefined && { email }),
      ...(locale !== undefined && { locale }),
      ...(ownZone !== undefined && { zone: ownZone }),
    },
  };
}

/**
 * A workspace that is connected by a token tells nobody who installed the bot there: whoever comes first, and is a
 * member, founds the organisation and runs it. The workspace's organisation, founded or not; null where nobody did.
 */
export async function foundAtFirst(
  desk: Desk,
  ports: Pick<ArrivalPorts, 'found'>,
  first: {
    platform: Platform;
    workspace: Arrival['workspace'];
    external: string;
    profile(): Promise<Profile>;
  },
): Promise<string | null> {
  const { platform, workspace, external } = first;
  const org = await desk.organisationOf(platform, workspace.external);
  if (org !== null) return org;
  const profile = await first.profile();
  if (profile.kind !== 'member') return null;
  const installer = { external, profile };
  await arrived(desk, { ...ports, install: async () => {} }, { platform, workspace, installer, id: 'first' });
  return desk.organisationOf(platform, workspace.external);
}
