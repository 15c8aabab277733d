import {
  Client,
  Domain,
  defaultHttpInstance,
  type HttpInstance,
  type HttpRequestOptions,
  withTenantToken,
} from '@larksuiteoapi/node-sdk';
import { z } from 'zod';
import { LARGEST_FILE } from '../../chat/input.ts';
import type { Log } from '../../chat/log.ts';
import { LarkError, TOKEN_INVALID } from './codes.ts';
import type { LarkSettings } from './ports.ts';
import { quiet } from './quiet.ts';
import { tokensOf } from './token.ts';

export type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /open-apis, its parts already encoded. */
  path: string;
  params?: Readonly<Record<string, string | number>>;
  data?: Readonly<Record<string, unknown>>;
};

/** The open platform's HTTP API for one app. Everything it refuses is thrown as LarkError. */
export type LarkApi = {
  /** The `data` of the answer (the whole body where there is none), as the schema reads it. */
  call<S extends z.ZodType>(call: Call, answer: S): Promise<z.output<S>>;
  /** Uploads a picture to be sent in messages and gives its image_key. */
  uploadImage(png: Uint8Array): Promise<string>;
  /** Opens a chat in the client; the platform has no address for a single message. */
  linkTo(chat: string): string;
  /** The bytes of a file in somebody's message; of a large one no more than the limit is fetched. */
  download(file: { message: string; key: string; type: 'file' | 'image' }): Promise<Uint8Array | 'too large'>;
};

/** Long enough for a slow upload, short enough that a stuck platform does not hold a delivery's claim. */
const TIMEOUT_MS = 15_000;

type HttpOptions = { read?: (text: string) => unknown; most?: number };

/**
 * What the SDK asks of an HTTP client: an answer is its body. Its own instance has no timeout. `read` turns the text of
 * an answer into its body; of an answer with more than `most` bytes the rest is not read.
 */
export function httpOf({ read, most }: HttpOptions = {}): HttpInstance {
  const http = defaultHttpInstance.create({
    timeout: TIMEOUT_MS,
    ...(most !== undefined && { maxContentLength: most }),
    ...(read !== undefined && { transformResponse: [read] }),
  });
  const bodyOf = async <R>(response: Promise<{ data: R }>): Promise<R> => (await response).data;
  return {
    request: <_T, R>(options: HttpRequestOptions<unknown>) => bodyOf<R>(http.request(options)),
    get: <_T, R>(url: string, options?: HttpRequestOptions<unknown>) => bodyOf<R>(http.get(url, options)),
    delete: <_T, R>(url: string, options?: HttpRequestOptions<unknown>) =>
      bodyOf<R>(http.delete(url, options)),
    head: <_T, R>(url: string, options?: HttpRequestOptions<unknown>) => bodyOf<R>(http.head(url, options)),
    options: <_T, R>(url: string, options?: HttpRequestOptions<unknown>) =>
      bodyOf<R>(http.options(url, options)),
    post: <_T, R>(url: string, data?: unknown, options?: HttpRequestOptions<unknown>) =>
      bodyOf<R>(http.post(url, data, options)),
    put: <_T, R>(url: string, data?: unknown, options?: HttpRequestOptions<unknown>) =>
      bodyOf<R>(http.put(url, data, options)),
    patch: <_T, R>(url: string, data?: unknown, options?: HttpRequestOptions<unknown>) =>
      bodyOf<R>(http.patch(url, data, options)),
  };
}

export function createApi(
  settings: Pick<LarkSettings, 'appId' | 'appSecret' | 'domain'>,
  { log, now }: { log: Log; now(): Date },
): LarkApi {
  const { appId, appSecret } = settings;
  const http = httpOf();
  const files = httpOf({ most: LARGEST_FILE });
  const root = rootOf(settings.domain);
  // The SDK fetches a token for every parallel first call, and overwrites one that it is given: with its cache off it
  // adds none, so ours is the one that is sent.
  const client = new Client({
    appId,
    appSecret,
    domain: root,
    httpInstance: http,
    disableTokenCache: true,
    logger: quiet(log),
  });
  const tokens = tokensOf({
    now,
    async fetch() {
      const body = await answered(
        http.request({
          method: 'POST',
          url: `${root}/open-apis/auth/v3/tenant_access_token/internal`,
          data: { app_id: appId, app_secret: appSecret },
        }),
      );
      const { tenant_access_token: token, expire } = Token.parse(body);
      return { token, expire };
    },
  });

  /** One more try with a new token when the platform no longer knows the old one. */
  async function withToken<T>(attempt: (token: string) => Promise<T>): Promise<T> {
    const token = await tokens.get();
    try {
      return await attempt(token);
    } catch (error) {
      if (!(error instanceof LarkError && TOKEN_INVALID.has(error.code))) throw error;
      tokens.drop(token);
      return attempt(await tokens.get());
    }
  }

  return {
    linkTo: (chat) => `${linksOf(settings.domain)}/client/chat/open?openChatId=${encodeURIComponent(chat)}`,

    async call({ method, path, params, data }, answer) {
      const body = await withToken((token) =>
        answered(
          client.request(
            { method, url: `/open-apis/${path}`, ...(params && { params }), ...(data && { data }) },
            withTenantToken(token),
          ),
        ),
      );
      return answer.parse('data' in body ? body.data : body);
    },

    async uploadImage(png) {
      const body = await withToken((token) => {
        const form = new FormData();
        form.set('image_type', 'message');
        form.set('image', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'picture.png');
        const headers = { Authorization: `Bearer ${token}` };
        return answered(http.post(`${root}/open-apis/im/v1/images`, form, { headers }));
      });
      return Uploaded.parse(body).data.image_key;
    },

    async download({ message, key, type }) {
      const request = (token: string) =>
        failing(
          files.request<ArrayBuffer>({
            method: 'GET',
            url: `${root}/open-apis/im/v1/messages/${encodeURIComponent(message)}/resources/${encodeURIComponent(key)}`,
            params: { type },
            headers: { Authorization: `Bearer ${token}` },
            responseType: 'arraybuffer',
          }),
        );
      try {
        return new Uint8Array(await withToken(request));
      } catch (error) {
        if (error instanceof LarkError && error.code === TOO_LARGE) return 'too large';
        throw error;
      }
    },
  };
}

export const rootOf = (domain: string): string => {
  if (domain === 'feishu') return 'https://open.feishu.cn';
  if (domain === 'lark') return 'https://open.larksuite.com';
  return domain.replace(/\/+$/, '');
};

const linksOf = (domain: string): string =>
  domain === 'lark' ? 'https://applink.larksuite.com' : 'https://applink.feishu.cn';

/** The long connection's client takes the same. */
export const sdkDomain = (domain: string): Domain | string =>
  domain === 'feishu' ? Domain.Feishu : domain === 'lark' ? Domain.Lark : rootOf(domain);

const Body = z.looseObject({ code: z.number(), msg: z.string().optional() });
const Token = z.object({ tenant_access_token: z.string().min(1), expire: z.number() });
const Uploaded = z.object({ data: z.object({ image_key: z.string() }) });

async function answered(request: Promise<unknown>): Promise<z.output<typeof Body>> {
  const parsed = Body.safeParse(await failing(request));
  if (!parsed.success) throw new LarkError('malformed');
  const { code, msg } = parsed.data;
  if (code !== 0) throw new LarkError(String(code), { detail: msg ?? '' });
  return parsed.data;
}

/** The shape of what axios throws, as far as we look at it. */
const HttpFailure = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  response: z
    .object({
      status: z.number(),
      data: z.unknown(),
      headers: z.custom<object>((headers) => typeof headers === 'object'),
    })
    .optional(),
});

/** axios gives this the same code as a broken answer. */
const TOO_MANY_BYTES = /^maxContentLength size of \d+ exceeded/;
const TOO_LARGE = 'too_large';

/** These end before anything was sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

async function failing<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    const failure = HttpFailure.safeParse(error);
    if (!failure.success) throw error;
    const { code = '', message = '', response } = failure.data;
    if (TOO_MANY_BYTES.test(message)) throw new LarkError(TOO_LARGE);
    if (response === undefined) throw new LarkError(NEVER_SENT.has(code) ? 'unreachable' : 'timeout');
    const body = Body.safeParse(jsonOf(response.data));
    const reset = Number(Reflect.get(response.headers, 'x-ogw-ratelimit-reset') ?? Number.NaN);
    // Behind a broken gateway a code says nothing of what was done.
    const known = body.success && response.status < 500;
    throw new LarkError(known ? String(body.data.code) : `http_${response.status}`, {
      resetMs: Number.isFinite(reset) ? reset * 1000 : undefined,
      detail: body.success ? (body.data.msg ?? '') : '',
    });
  }
}

/** A refused download comes as bytes. */
function jsonOf(data: unknown): unknown {
  if (!(data instanceof Uint8Array || data instanceof ArrayBuffer)) return data;
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch {
    return null;
  }
}
