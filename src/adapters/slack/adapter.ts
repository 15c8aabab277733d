import type { IncomingMessage, ServerResponse } from 'node:http';
import { App } from '@slack/bolt';
import type { Adapter } from '../../chat/adapter.ts';
import { clientOptions } from './calls.ts';
import { draftsOf } from './drafts.ts';
import { installedIn } from './installed.ts';
import { listen } from './listeners.ts';
import type { Listening } from './listening.ts';
import { quietLogger } from './log.ts';
import { declineOutsider } from './outsiders.ts';
import { peopleOf } from './people.ts';
import { picturesOf } from './pictures.ts';
import type { SlackPorts } from './ports.ts';
import { postsOf } from './post.ts';
import { httpReceiver } from './receive/http.ts';
import { NotInstalled, processing as processingOf } from './receive/process.ts';
import { socketReceiver } from './receive/socket.ts';
import { TROUBLES } from './troubles.ts';

export type SlackSettings = {
  /** How Slack reaches the bot: requests to POST /slack/events, or a socket that the bot opens. */
  receive: { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string };
  /** Root of the API; https://slack.com/api/ unless something stands in for it. */
  apiUrl?: string;
  /** How long to wait for a commit before saying that it takes longer, in ms. */
  patience?: number;
};

export type SlackAdapter = Adapter & {
  /** Answers `POST /slack/events` on the one server; false for other requests, and always in Socket Mode. */
  routes(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** Resolves when everything that Slack has delivered so far is done with. */
  idle(): Promise<void>;
  /** For what else listens to Slack: installation, Home, people. */
  app: App;
};

/** Slack gives three seconds from the press to the acknowledgement; half a second is left for the way back. */
const PATIENCE_MS = 2500;
/** Calls made while somebody waits. */
const CALL_MS = 5000;
const API_URL = 'https://slack.com/api/';

export function createSlackAdapter(ports: SlackPorts, settings: SlackSettings): SlackAdapter {
  const { receive, apiUrl = API_URL, patience = PATIENCE_MS } = settings;
  const logger = quietLogger(ports.log, 'slack');
  const { now, log } = ports;
  const processing = processingOf({ now, log, decline: (body) => declineOutsider(body, { apiUrl, log }) });
  const listening: Listening = {
    ports,
    people: peopleOf(ports.now),
    drafts: draftsOf(ports),
    fill: { keep: ports.keep, pictures: picturesOf(ports.draw, ports.log) },
    patience,
    spoken: new Map(),
  };
  const http =
    receive.kind === 'http'
      ? httpReceiver({
          signingSecret: receive.signingSecret,
          now: ports.now,
          refused: ports.refused,
          processing,
        })
      : null;
  const receiver =
    receive.kind === 'socket'
      ? socketReceiver({ appToken: receive.appToken, apiUrl, processing, logger, log: ports.log })
      : http;
  if (receiver === null) throw new Error('slack has no receiver');
  const installed = installedIn(ports);
  const app = new App({
    receiver,
    logger,
    clientOptions: clientOptions(apiUrl, CALL_MS),
    convoStore: false,
    async authorize({ teamId }) {
      const installation = teamId === undefined ? null : await installed(teamId);
      if (installation === null) throw new NotInstalled();
      return installation;
    },
  });
  listen(app, listening);
  const posts = postsOf({ ports, fill: listening.fill, apiUrl, logger });

  return {
    platform: 'slack',
    post: posts.post,
    update: posts.update,
    troubles: TROUBLES,
    async start() {
      await app.start();
    },
    async stop() {
      await app.stop();
      await processing.drained();
    },
    routes: async (request, response) => (http === null ? false : http.route(request, response)),
    idle: processing.drained,
    app,
  };
}
