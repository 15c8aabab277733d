import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk';
import { jsonIn } from '../../chat/json.ts';
import type { Log } from '../../chat/log.ts';
import { httpOf, sdkDomain } from './api.ts';
import { type EventType, eventTypes } from './events.ts';
import type { LarkSettings } from './ports.ts';
import { quiet } from './quiet.ts';

export type Socket = { start(): Promise<void>; stop(): Promise<void> };

/** Otherwise the SDK logs one line and stays idle for ever. */
const isAppId = (appId: string): boolean => /^cli_[0-9a-fA-F]{16}$/.test(appId);

/** Without these a connection that is half open is never noticed. */
const HANDSHAKE_MS = 15_000;
const PONG_S = 30;

type On = {
  settings: Pick<LarkSettings, 'appId' | 'appSecret' | 'domain'>;
  /** As for the webhook; the event's parts are at the top level. What it throws is not acknowledged. */
  receive(type: EventType, flat: unknown): Promise<object>;
  wait(ms: number): Promise<void>;
  /** How long after a ping a connection on which nothing is heard is taken for dead. */
  pongSeconds?: number;
  log: Log;
};

/** The SDK gives up on codes that pass (busy, too many connections): we ask again, at leisure. */
const AGAIN_MS = 60_000;

/**
 * The long connection. Each message goes to one of the app's connections at random, so every replica hears everything
 * it can; the SDK reconnects, and acknowledges after the handler.
 */
export function createSocket({ settings, receive, wait, log, pongSeconds = PONG_S }: On): Socket {
  const { appId, appSecret, domain } = settings;
  const dispatcher = new EventDispatcher({ logger: quiet(log), loggerLevel: LoggerLevel.error });
  dispatcher.register(
    Object.fromEntries(eventTypes.map((type) => [type, (flat: unknown) => receive(type, flat)])),
  );
  let stopped = false;
  const start = () => client.start({ eventDispatcher: dispatcher });
  const failed = (error: Error) => {
    log.error({ code: codeIn(error) }, 'lark refuses the long connection');
    void wait(AGAIN_MS)
      .then(() => (stopped ? undefined : start()))
      .catch(failed);
  };
  const client = new WSClient({
    appId,
    appSecret,
    domain: sdkDomain(domain),
    httpInstance: httpOf({ read: withData }),
    logger: quiet(log),
    loggerLevel: LoggerLevel.error,
    autoReconnect: true,
    handshakeTimeoutMs: HANDSHAKE_MS,
    wsConfig: { pingTimeout: pongSeconds },
    onReady: () => log.info({}, 'lark connected'),
    onReconnecting: () => log.warn({}, 'lark connection lost; connecting again'),
    onReconnected: () => log.info({}, 'lark connected again'),
    onError: failed,
  });
  return {
    async start() {
      if (!isAppId(appId)) throw new Error('LARK_APP_ID is not cli_ and 16 hexadecimal digits');
      await start();
    },
    async stop() {
      stopped = true;
      client.close();
    },
  };
}

/** Of what the SDK says only the platform's code: the rest quotes what was sent and answered. */
const codeIn = (error: Error): string => /\bcode=(\d{1,12})\b/.exec(error.message)?.[1] ?? error.name;

/** A refusal without `data` makes the SDK stumble, retry for ever and tell nobody. */
function withData(text: string): unknown {
  const body = jsonIn(text);
  const bare = typeof body === 'object' && body !== null && !('data' in body);
  return bare ? { ...body, data: {} } : body;
}
