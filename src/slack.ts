import { createSlackAdapter, type SlackAdapter, type SlackSettings } from './adapters/slack/adapter.ts';
import { homesOf, listenToHomes } from './adapters/slack/home.ts';
import { installRoutes } from './adapters/slack/install.ts';
import { listenToRemoval } from './adapters/slack/install-events.ts';
import { ownWorkspace } from './adapters/slack/install-token.ts';
import { listenToPeople } from './adapters/slack/people-changes.ts';
import type { Kept, SlackPorts } from './adapters/slack/ports.ts';
import { problemOf } from './adapters/slack/problem.ts';
import { listenToInvitations } from './adapters/slack/welcome.ts';
import { helloRoom } from './cards/setup.ts';
import { arrived, foundAtFirstWord } from './chat/arrival.ts';
import { dayFor, pulseOf } from './chat/day.ts';
import { accountClosed } from './chat/departure.ts';
import type { SlackConfig } from './config.ts';
import { messages } from './i18n/messages.ts';
import { officePorts } from './office.ts';
import { type Connected, foundBy, isOfKind, PlatformRefused, type Roof } from './roof.ts';
import { type Installations, installationsOf } from './store/installations.ts';
import { send } from './store/outbox.ts';
import { secretsOf } from './store/secrets.ts';
import { roomBack, workspaceGone } from './store/troubles.ts';

const KEPT: readonly Kept['kind'][] = ['words', 'rest', 'view'];

/** Where the bot is at home in Slack: one workspace by its token, or all that installed it. */
type Rooms = { installationOf: SlackPorts['installationOf']; hear: SlackPorts['hear'] };

/** Slack, connected in the way that is configured. */
export async function connectSlack(
  config: SlackConfig,
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
      : manyWorkspaces(installations, office.hear);
  const ports: SlackPorts = {
    ...office,
    ...rooms,
    draw,
    now,
    log,
    refused: (reason) => roof.refused('slack', reason),
  };
  const adapter = createSlackAdapter(ports, { receive: receiveOf(config), ...api });
  const homes = homesOf(
    {
      ...ports,
      day: (who) => dayFor(desk, { platform: 'slack', ...who }),
      pulse: (workspace) => pulseOf(desk, { platform: 'slack', workspace }),
    },
    api,
  );
  listenToHomes(adapter.app, homes);
  listenToTheRest(adapter, roof, installations);
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
  return {
    installationOf: async (external) => (external === workspace.external ? bot : null),
    async hear(input) {
      await foundAtFirstWord(roof.desk, { found: foundBy(roof) }, { input, workspace });
      return hear(input);
    },
  };
}

const manyWorkspaces = (installations: Installations, hear: SlackPorts['hear']): Rooms => ({
  installationOf: (workspace) => installations.find('slack', workspace),
  hear,
});

/** People who leave, invitations to rooms, and the app being taken away. */
function listenToTheRest({ app }: SlackAdapter, roof: Roof, installations: Installations | null): void {
  const { desk, prisma } = roof;
  listenToPeople(app, {
    accountClosed: async (closed) => void (await accountClosed(desk, { platform: 'slack', ...closed })),
  });
  listenToInvitations(app, {
    async invited({ workspace, channel, id }) {
      const org = await desk.organisationOf('slack', workspace);
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
      await installations?.revoke('slack', workspace, { at });
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
