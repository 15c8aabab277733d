import { createSlackAdapter, type SlackAdapter, type SlackSettings } from './adapters/slack/adapter.ts';
import { homesOf, listenToHomes } from './adapters/slack/app-home.ts';
import { installRoutes } from './adapters/slack/install.ts';
import { listenToRemoval } from './adapters/slack/install-events.ts';
import { ownWorkspace } from './adapters/slack/install-token.ts';
import { listenToPeople } from './adapters/slack/people-changes.ts';
import type { Kept, SlackPorts } from './adapters/slack/ports.ts';
import { problemOf } from './adapters/slack/problem.ts';
import { type Inviter, listenToInvitations } from './adapters/slack/welcome.ts';
import { helloRoom } from './cards/setup.ts';
import { DeliveryError } from './chat/adapter.ts';
import { arrived, foundAtFirst } from './chat/arrival.ts';
import { dayFor, pulseOf } from './chat/day.ts';
import { accountClosed } from './chat/departure.ts';
import type { Found } from './chat/dispatch.ts';
import type { Log } from './chat/log.ts';
import type { SlackConfig } from './config.ts';
import { messages } from './i18n/messages.ts';
import { type Connected, foundBy, isOfKind, PlatformRefused, type Spine } from './platform.ts';
import { platformPorts } from './platform-ports.ts';
import { draftOf, keepDraft } from './store/form-drafts.ts';
import { type Installations, installationsOf } from './store/installations.ts';
import { send } from './store/outbox.ts';
import { secretsOf } from './store/secrets.ts';
import { roomBack, workspaceGone } from './store/troubles.ts';

const KEPT: readonly Kept['kind'][] = ['words', 'rest', 'view'];

/** Where the bot is at home in Slack: one workspace by its token, or all that installed it. */
type Rooms = {
  /** Throws PlatformRefused where Slack will never take the token. */
  admitted(): Promise<void>;
  installationOf: SlackPorts['installationOf'];
  /** Where nobody installed the bot: whoever speaks to it first founds an organisation. */
  found?: Found;
  /** The organisation of a workspace; where nobody installed the bot, whoever brought it along founds one. */
  organisationFor(workspace: string, by: Inviter | null): Promise<string | null>;
};

/** How long an answer may take before it is put off, in ms; Slack's own patience unless said otherwise. */
type Patience = Pick<SlackSettings, 'patience'>;

/** Slack, connected in the way that is configured. */
export function connectSlack(
  config: SlackConfig & Patience,
  spine: Spine,
  keys: readonly Buffer[],
): Connected {
  const { desk, draw, log } = spine;
  const { now } = desk;
  const api = config.apiUrl === null ? {} : { apiUrl: config.apiUrl };
  const installations = config.kind === 'oauth' ? installationsOf(spine.prisma, secretsOf(keys)) : null;
  const rooms =
    installations === null ? oneWorkspace(ownOf(config, spine), spine) : manyWorkspaces(installations, spine);
  const isKept = (body: unknown): body is Kept => isOfKind<Kept>(body, KEPT);
  const shared = platformPorts<Kept>('slack', { ...spine, found: rooms.found }, isKept);
  const around = { ...shared, installationOf: rooms.installationOf, draw, now, log };
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
      if ((await shared.personOf(who)) === null) throw new Error('nobody is known to answer later');
      return shared.later(input, reply);
    },
    ...draftPorts(spine),
    pressedAtHome: homes.draw,
    refused: (reason) => spine.refused('slack', reason),
  };
  const patience = config.patience === undefined ? {} : { patience: config.patience };
  const adapter = createSlackAdapter(ports, { receive: receiveOf(config), ...api, ...patience });
  listenToHomes(adapter.app, homes);
  listenToTheRest(adapter, spine, { installations, rooms });
  return {
    adapter: {
      ...adapter,
      async start() {
        await rooms.admitted();
        await adapter.start();
      },
      async stop() {
        await adapter.stop();
        await shared.drained();
      },
    },
    routes: [...installing(config, spine, installations), adapter.routes],
    jobs: [{ name: 'homes', run: () => homes.refresh() }],
  };
}

function receiveOf(config: SlackConfig): SlackSettings['receive'] {
  return config.kind === 'socket'
    ? { kind: 'socket', appToken: config.appToken }
    : { kind: 'http', signingSecret: config.signingSecret };
}

type Own = Awaited<ReturnType<typeof ownWorkspace>>;

/** The workspace of the one token: asked for once, and again after Slack could not say it. Throws DeliveryError. */
function ownOf(config: SlackConfig, { log }: Spine): () => Promise<Own> {
  if (config.kind === 'oauth') throw new Error('many workspaces have no one token');
  const api = config.apiUrl === null ? {} : { apiUrl: config.apiUrl };
  let own: Promise<Own> | null = null;
  return () => {
    own ??= ownWorkspace(config.botToken, { ...api, log }).catch((error: unknown) => {
      own = null;
      const { outcome, code } = problemOf(error);
      // Whatever was to be done with it has not begun.
      throw new DeliveryError(outcome === 'gone' ? 'gone' : 'later', code);
    });
    return own;
  };
}

/** A token that Slack refuses never will be let in; a Slack that is away keeps nobody from starting. */
async function admitted(own: () => Promise<Own>, log: Log): Promise<void> {
  try {
    await own();
  } catch (error) {
    const { outcome, code } = problemOf(error);
    if (outcome === 'gone') throw new PlatformRefused('Slack', code);
    log.warn({ code }, 'slack cannot be reached');
  }
}

/** One token: the workspace founds its organisation with the first word that somebody says there. */
function oneWorkspace(own: () => Promise<Own>, spine: Spine): Rooms {
  const { desk } = spine;
  const found = async (external: string, by: Inviter): Promise<string | null> => {
    const { workspace } = await own();
    if (external !== workspace.external) return null;
    return foundAtFirst(desk, { found: foundBy(spine) }, { platform: 'slack', workspace, ...by });
  };
  return {
    admitted: () => admitted(own, spine.log),
    async installationOf(external) {
      const { workspace, bot } = await own();
      return external === workspace.external ? bot : null;
    },
    found: ({ workspace, actor, profile }) => found(workspace, { external: actor, profile }),
    async organisationFor(external, by) {
      const org = await desk.organisationOf('slack', external);
      return org !== null || by === null ? org : found(external, by);
    },
  };
}

const manyWorkspaces = (installations: Installations, { desk }: Spine): Rooms => ({
  admitted: async () => {},
  installationOf: (workspace) => installations.find('slack', workspace),
  organisationFor: (workspace) => desk.organisationOf('slack', workspace),
});

/** What is typed into a form that is still open. */
function draftPorts({ desk, prisma }: Spine): Pick<SlackPorts, 'keepDraft' | 'draftOf'> {
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
  spine: Spine,
  { installations, rooms }: { installations: Installations | null; rooms: Rooms },
): void {
  const { desk, prisma } = spine;
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
  spine: Spine,
  installations: Installations | null,
): Connected['routes'] {
  if (config.kind !== 'oauth' || installations === null) return [];
  const { desk, log } = spine;
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
          await arrived(desk, { found: foundBy(spine), install }, arrival);
        },
        now: desk.now,
        log,
      },
      { clientId, clientSecret, stateSecret, publicUrl, ...(apiUrl === null ? {} : { apiUrl }) },
    ),
  ];
}
