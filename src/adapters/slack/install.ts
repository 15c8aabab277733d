import type { IncomingMessage, ServerResponse } from 'node:http';
import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Profile } from '../../chat/input.ts';
import type { Log } from '../../chat/log.ts';
import { clientOptions } from './calls.ts';
import { answerPage, type Ending } from './install-page.ts';
import { isBrowser, newBrowser, newState, stateIn } from './install-state.ts';
import { quietLogger } from './log.ts';
import { SCOPES } from './manifest.ts';
import { peopleOf } from './people.ts';
import type { Installation } from './ports.ts';
import { codeOf } from './turn.ts';

export type InstallSettings = {
  clientId: string;
  clientSecret: string;
  /** Signs states. */
  stateSecret: string;
  /** Where browsers reach the server. */
  publicUrl: string;
  apiUrl?: string;
};

/** A workspace that installed the bot just now. */
export type FreshInstallation = {
  workspace: { external: string; name: string };
  bot: Installation;
  installer: { external: string; profile: Profile };
  scopes: readonly string[];
};

export type InstallPorts = {
  /** False when the state came back before. */
  takeState(id: string, until: { expiresAt: Date; now: Date }): Promise<boolean>;
  /** Founds the organisation, keeps the token, welcomes the installer. */
  installed(fresh: FreshInstallation): Promise<void>;
  now(): Date;
  log: Log;
};

const API_URL = 'https://slack.com/api/';
const CALL_MS = 8000;
const COOKIE = 'stagepost_install';

/** GET /slack/install sends a browser to Slack, GET /slack/oauth_redirect takes it back; false for other requests. */
export function installRoutes(
  ports: InstallPorts,
  settings: InstallSettings,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async (request, response) => {
    if (request.method !== 'GET') return false;
    const url = new URL(request.url ?? '/', settings.publicUrl);
    if (url.pathname === '/slack/install') begin({ request, response, ports, settings });
    else if (url.pathname === '/slack/oauth_redirect')
      answerPage(request, response, await end(request, url, { ports, settings }));
    else return false;
    return true;
  };
}

type Beginning = {
  request: IncomingMessage;
  response: ServerResponse;
  ports: InstallPorts;
  settings: InstallSettings;
};

/** A browser that begins twice keeps its cookie, so that both pages can be finished. */
function begin({ request, response, ports, settings }: Beginning): void {
  const before = browserOf(request);
  const browser = before ?? newBrowser();
  const authorize = new URL('/oauth/v2/authorize', settings.apiUrl ?? API_URL);
  authorize.search = new URLSearchParams({
    client_id: settings.clientId,
    scope: SCOPES.join(','),
    redirect_uri: redirectOf(settings),
    state: newState(settings.stateSecret, { browser, now: ports.now() }),
  }).toString();
  const secure = settings.publicUrl.startsWith('https:') ? '; Secure' : '';
  response.writeHead(302, {
    location: authorize.href,
    'set-cookie': `${COOKIE}=${browser}; Path=/slack; Max-Age=600; HttpOnly; SameSite=Lax${secure}`,
    'cache-control': 'no-store',
  });
  response.end();
}

/** What Slack sent back with the browser. */
async function end(
  request: IncomingMessage,
  url: URL,
  { ports, settings }: Pick<Beginning, 'ports' | 'settings'>,
): Promise<Ending> {
  const now = ports.now();
  const browser = browserOf(request);
  const state = url.searchParams.get('state') ?? '';
  const begun = browser === null ? null : stateIn(settings.stateSecret, { state, browser, now });
  if (begun === null || !(await ports.takeState(begun.id, { expiresAt: begun.expiresAt, now })))
    return { kind: 'expired' };
  const code = url.searchParams.get('code');
  if (code === null) return { kind: 'denied' };
  try {
    const granted = await exchange(code, { ports, settings });
    if (granted === 'organisation') return { kind: granted };
    await ports.installed(granted.fresh);
    const open = new URL('/app_redirect', settings.apiUrl ?? API_URL);
    const { external, name } = granted.fresh.workspace;
    open.search = new URLSearchParams({ app: granted.app, team: external }).toString();
    return { kind: 'installed', team: name, open: open.href };
  } catch (error) {
    ports.log.error({ code: codeOf(error) }, 'slack installation failed');
    return { kind: 'failed' };
  }
}

/** docs.slack.dev/reference/methods/oauth.v2.access */
const Granted = z.object({
  access_token: z.string().startsWith('xoxb-'),
  app_id: z.string(),
  scope: z.string().default(''),
  bot_user_id: z.string(),
  team: z.object({ id: z.string(), name: z.string().default('') }).nullable(),
  is_enterprise_install: z.boolean().default(false),
  authed_user: z.object({ id: z.string() }),
});

const BotId = z.object({ bot_id: z.string() });

async function exchange(
  code: string,
  { ports, settings }: Pick<Beginning, 'ports' | 'settings'>,
): Promise<{ fresh: FreshInstallation; app: string } | 'organisation'> {
  const { clientId, clientSecret, apiUrl = API_URL } = settings;
  const options = { ...clientOptions(apiUrl, CALL_MS), logger: quietLogger(ports.log, 'slack install') };
  const granted = Granted.parse(
    await new webApi.WebClient(undefined, options).oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      code,
      redirect_uri: redirectOf(settings),
    }),
  );
  const { team, access_token: botToken, bot_user_id: botUserId, authed_user: installer } = granted;
  if (team === null || granted.is_enterprise_install) return 'organisation';
  const client = new webApi.WebClient(botToken, options);
  const { bot_id: botId } = BotId.parse(await client.auth.test());
  const bot = { botToken, botId, botUserId };
  const profile = await peopleOf(ports.now).profile({ client, workspace: team.id, bot }, installer.id);
  return {
    app: granted.app_id,
    fresh: {
      workspace: { external: team.id, name: team.name || team.id },
      bot,
      installer: { external: installer.id, profile },
      scopes: granted.scope.split(',').filter((scope) => scope !== ''),
    },
  };
}

function browserOf(request: IncomingMessage): string | null {
  const cookies = (request.headers.cookie ?? '').split(';').map((one) => one.trim());
  const found = cookies.find((one) => one.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
  return isBrowser(found) ? found : null;
}

const redirectOf = ({ publicUrl }: InstallSettings): string =>
  new URL('/slack/oauth_redirect', publicUrl).href;
