import { createSlackAdapter, type SlackAdapter, type SlackSettings } from './adapters/slack/adapter.ts';
import { homesOf, listenToHomes } from './adapters/slack/home.ts';
import { installRoutes } from './adapters/slack/install.ts';
import { listenToRemoval } from './adapters/slack/install-events.ts';
import { ownWorkspace } from './adapters/slack/install-token.ts';
import { listenToPeople } from './adapters/slack/people-changes.ts';
import type { Kept, SlackPorts } from './adapters/slack/ports.ts';
import { problemOf } from './adapters/slack/problem.ts';
import { type Inviter, listenToInvitations } from './adapters/slack/welcome.ts';
import { helloRoom } from './cards/setup.ts';
import { type Arrival, arrived, foundAtFirstWord } from './chat/arrival.ts';
import { dayFor, pulseOf } from './chat/day.ts';
import { accountClosed } from './chat/departure.ts';
import type { SlackConfig } from './config.ts';
import { messages } from './i18n/messages.ts';
import { officePorts } from './office.ts';
import { type Connected, foundBy, isOfKind, PlatformRefused, type Roof } from './roof.ts';
import { draftOf, keepDraft } from './store/form-drafts.ts';
import { type Installations, installationsOf } from './store/installations.ts';
import { send } from './store/outbox.ts';
import { secretsOf } from './store/secrets.ts';
import { roomBack, workspaceGone } from './store/troubles.ts';

const KEPT: readonly Kept['kind'][] = ['words', 'rest', 'view'];

/** Where the bot is at home in Slack: one workspace by its token, or all that installed it. */
type Rooms = {
  installationOf: SlackPorts['installationOf'];
  hear: SlackPorts['hear'];
  /** The organisation of a workspace; where nobody installed the bot, whoever brought it along founds one. */
  organisationFor(workspace: string, by: Inviter | null): Promise<string | null>;
};

/** How long an answer may take before it is put off, in ms; Slack's own patience unless said otherwise. */
type Patience = Pick<SlackSettings, 'patience'>;

/** Slack, connected in the way that is configured. */
export async function connectSlack(
  config: SlackConfig & Patience,
  roof: Roof,
  keys: readonly Buffer[],
): Promise<Connected> {
  const { desk, draw, log } = roof;
  const { now } = desk;
  const office = officePorts<Kept>('slack', roof, (body): body is Kept => isOfKind<Kept>(body, KEPT));
  const api = config.apiUrl === null ? {} : { apiUrl: config.apiUrl };
  const installations = config.kind === 'oauth' ? installationsOf(roof.prisma, secretsOf(keys)) : null;
  const rooms =
    installations === null
      ? await oneWorkspace(config, roof, office.hear)
      : manyWorkspaces(installations, roof, office.hear);
  const around = { ...office, ...rooms, draw, now, log };
  const homes = homesOf(
    {
      ...around,
      day: (who) => dayFor(desk, { platform: 'slack', ...who }),
      pulse: (workspace) => pulseOf(desk, { platform: 'slack', workspace }),
    },
    api,
  );
  const ports: SlackPorts = {
    ...around,
    async later(input, reply) {
      const who = { workspace: input.workspace, external: input.actor };
      if ((await office.personOf(who)) === null) throw new Error('nobody is known to answer later');
      return office.later(input, reply);
    },
    ...draftPorts(roof),
    pressedAtHome: homes.draw,
    refused: (reason) => roof.refused('slack', reason),
  };
  const patience = config.patience === undefined ? {} : { patience: config.patience };
  const adapter = createSlackAdapter(ports, { receive: receiveOf(config), ...api, ...patience });
  listenToHomes(adapter.app, homes);
  listenToTheRest(adapter, roof, { installations, rooms });
  return {
    adapter,
    routes: [...installing(config, roof, installations), adapter.routes],
    jobs: [{ name: 'homes', run: () => homes.refresh() }],
  };
}

function receiveOf(config: SlackConfig): SlackSettings['receive'] {
  return config.kind === 'socket'
    ? { kind: 'socket', appToken: config.appToken }
    : { kind: 'http', signingSecret: config.signingSecret };
}

/** One token: the workspace founds its organisation with the first word that somebody says there. */
async function oneWorkspace(config: SlackConfig, roof: Roof, hear: SlackPorts['hear']): Promise<Rooms> {
  if (config.kind === 'oauth') throw new Error('many workspaces have no one token');
  const api = config.apiUrl === null ? {} : { apiUrl: config.apiUrl };
  const { workspace, bot } = await ownWorkspace(config.botToken, { ...api, log: roof.log }).catch(
    (error: unknown) => {
      throw new PlatformRefused('Slack', problemOf(error).code);
    },
  );
  const { desk } = roof;
  const found = foundBy(roof);
  return {
    installationOf: async (external) => (external === workspace.external ? bot : null),
    async hear(input) {
      await foundAtFirstWord(desk, { found }, { input, workspace });
      return hear(input);
    },
    async organisationFor(external, by) {
      const org = await desk.organisationOf('slack', external);
      if (org !== null || by === null || external !== workspace.external) return org;
      const profile = await by.profile();
      if (profile.kind !== 'member') return null;
      const installer = { external: by.external, profile };
      const arrival: Arrival = { platform: 'slack', workspace, installer, id: 'first' };
      await arrived(desk, { found, install: async () => {} }, arrival);
      return desk.organisationOf('slack', external);
    },
  };
}

const manyWorkspaces = (installations: Installations, { desk }: Roof, hear: SlackPorts['hear']): Rooms => ({
  installationOf: (workspace) => installations.find('slack', workspace),
  hear,
  organisationFor: (workspace) => desk.organisationOf('slack', workspace),
});

/** What is typed into a form that is still open. */
function draftPorts({ desk, prisma }: Roof): Pick<SlackPorts, 'keepDraft' | 'draftOf'> {
  return {
    async keepDraft(workspace, form, { state, at: typedAt }) {
      const org = await desk.organisationOf('slack', workspace);
      if (org !== null) await keepDraft(prisma, { org, form, typedAt }, state);
    },
    async draftOf(workspace, form) {
      const org = await desk.organisationOf('slack', workspace);
      return org === null ? null : draftOf(prisma, { org, form });
    },
  };
}

/** People who leave, invitations to rooms, and the app being taken away. */
function listenToTheRest(
  { app }: SlackAdapter,
  roof: Roof,
  { installations, rooms }: { installations: Installations | null; rooms: Rooms },
): void {
  const { desk, prisma } = roof;
  listenToPeople(app, {
    accountClosed: async (closed) => void (await accountClosed(desk, { platform: 'slack', ...closed })),
  });
  listenToInvitations(app, {
    now: desk.now,
    async invited({ workspace, channel, id, by }) {
      const org = await rooms.organisationFor(workspace, by);
      if (org === null) return;
      const now = desk.now();
      await roomBack(prisma, { platform: 'slack', workspace, channel }, now);
      const { locale } = await desk.reads(org, now).organisation();
      const message = helloRoom({ m: messages[locale], locale });
      await send(
        prisma,
        { org, now },
        {
          key: `welcome:slack:${workspace}:${channel}:${id}`,
          platform: 'slack',
          address: { kind: 'room', workspace, channel },
          body: { kind: 'message', message, locale },
        },
      );
      desk.posted();
    },
  });
  listenToRemoval(app, {
    async removed(workspace, at) {
      // With a token from the environment nothing can be installed again meanwhile.
      if (installations !== null) await installations.revoke('slack', workspace, { at });
      else if ((await desk.organisationOf('slack', workspace)) !== null)
        await workspaceGone(prisma, { platform: 'slack', workspace }, at);
    },
  });
}

/** The pages at /slack/install, where many workspaces can come in. */
function installing(
  config: SlackConfig,
  roof: Roof,
  installations: Installations | null,
): Connected['routes'] {
  if (config.kind !== 'oauth' || installations === null) return [];
  const { desk, log } = roof;
  const { clientId, clientSecret, stateSecret, publicUrl, apiUrl } = config;
  return [
    installRoutes(
      {
        takeState: installations.takeState,
        async installed({ workspace, bot, installer, scopes }) {
          const now = desk.now();
          const kept = {
            ...bot,
            platform: 'slack',
            workspace: workspace.external,
            installer: installer.external,
          };
          const install = () => installations.save({ ...kept, scopes, now });
          const arrival = { platform: 'slack', workspace, installer, id: now.toISOString() } as const;
          await arrived(desk, { found: foundBy(roof), install }, arrival);
        },
        now: desk.now,
        log,
      },
      { clientId, clientSecret, stateSecret, publicUrl, ...(apiUrl === null ? {} : { apiUrl }) },
    ),
  ];
}
