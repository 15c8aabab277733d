// The open platform's HTTP API, one server: tokens, messages, people, files, commands.

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as messages from './messages.ts';
import { type Answer, type Body, no, ok } from './messages.ts';
import { missing } from './permissions.ts';
import { type FakeState, newId } from './state.ts';

export async function answer(
  state: FakeState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const method = request.method ?? 'GET';
  const path = url.pathname.replace(/^\/open-apis\//, '');
  const raw = await bytesOf(request);
  const json = /json/.test(request.headers['content-type'] ?? '')
    ? (JSON.parse(raw.toString('utf8') || '{}') as Body)
    : {};
  const plan = state.planned.find((one) => one.path.test(`${method} ${path}`));
  if (plan !== undefined) {
    plan.times = (plan.times ?? 1) - 1;
    if (plan.times <= 0) state.planned.splice(state.planned.indexOf(plan), 1);
  }
  const happens = () =>
    path.startsWith('auth/') ? token(state, json) : guarded(state, { request, method, path, url, json, raw });
  if (plan?.after === true) happens();
  const result: Answer | Uint8Array =
    plan === undefined
      ? happens()
      : {
          ...no(plan.code, plan.msg ?? 'planned', plan.status ?? 400),
          ...(plan.reset !== undefined && { headers: { 'x-ogw-ratelimit-reset': String(plan.reset) } }),
        };
  if (result instanceof Uint8Array) {
    state.requests.push({ method, path, code: 0 });
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.end(result);
    return;
  }
  const { status, headers = {}, data, ...body } = result;
  state.requests.push({ method, path, code: body.code });
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  // The token's and the bot's answers have no `data`.
  const flat = typeof data === 'object' && data !== null && 'flat' in data ? data.flat : { data };
  response.end(JSON.stringify({ ...body, ...(flat as object) }));
}

function token(state: FakeState, body: Body): Answer {
  state.tokenFetches += 1;
  if (body.app_id !== state.appId || body.app_secret !== state.appSecret)
    return no(10014, 'app secret invalid', 200);
  const now = state.now().getTime();
  const known = state.tokens.find((one) => one.until - now > 30 * 60_000);
  const fresh = known ?? { token: `t-${randomBytes(12).toString('hex')}`, until: now + 7200_000 };
  if (known === undefined) state.tokens.push(fresh);
  return ok({ flat: { tenant_access_token: fresh.token, expire: Math.floor((fresh.until - now) / 1000) } });
}

type Asked = { request: IncomingMessage; method: string; path: string; url: URL; json: Body; raw: Buffer };

function guarded(state: FakeState, asked: Asked): Answer | Uint8Array {
  const { authorization = '' } = asked.request.headers;
  if (authorization === '') return no(99991661, 'Missing access token for authorization', 400);
  const now = state.now().getTime();
  if (!state.tokens.some((one) => authorization === `Bearer ${one.token}` && one.until > now))
    return no(99991663, 'Invalid access token for authorization', 400);
  if (state.disabled) return no(99991662, 'the app is not in use');
  const lacks = missing(`${asked.method} ${asked.path}`, state.scopes);
  if (lacks !== null)
    return no(99991672, `Access denied. One of the following scopes is required: [${lacks}]`);
  return route(state, asked);
}

function route(state: FakeState, { method, path, url, json, raw }: Asked): Answer | Uint8Array {
  const at = (pattern: RegExp): string | undefined => pattern.exec(`${method} ${path}`)?.[1];
  const found = (id: string | undefined): id is string => id !== undefined;
  if (`${method} ${path}` === 'POST im/v1/messages')
    return messages.create(state, url.searchParams.get('receive_id_type'), json);
  if (`${method} ${path}` === 'GET im/v1/messages')
    return messages.list(state, url.searchParams.get('container_id'));
  if (`${method} ${path}` === 'POST im/v1/images') return image(state, raw);
  if (`${method} ${path}` === 'GET bot/v3/info')
    return ok({ flat: { bot: { app_name: '驿站', open_id: state.botId } } });
  if (`${method} ${path}` === 'GET tenant/v2/tenant/query')
    return ok({ tenant: { name: '驿站科技', tenant_key: state.tenant } });
  const replied = at(/^POST im\/v1\/messages\/([^/]+)\/reply$/);
  if (found(replied)) return messages.reply(state, replied, json);
  const patched = at(/^PATCH im\/v1\/messages\/([^/]+)$/);
  if (found(patched)) return messages.patch(state, patched, json);
  const put = at(/^PUT im\/v1\/messages\/([^/]+)$/);
  if (found(put)) return messages.put(state, put, json);
  const read = at(/^GET im\/v1\/messages\/([^/]+)$/);
  if (found(read)) return messages.get(state, read);
  const file = at(/^GET im\/v1\/messages\/[^/]+\/resources\/([^/]+)$/);
  if (found(file)) return state.files.get(file) ?? no(234001, 'no such file');
  const members = at(/^GET im\/v1\/chats\/([^/]+)\/members$/);
  if (found(members)) return people(state, members, url.searchParams.get('page_token'));
  const user = at(/^GET contact\/v3\/users\/([^/]+)$/);
  if (found(user)) return profile(state, user);
  if (path.startsWith('application/v7/app_slash_commands'))
    return commands(state, method, path.split('/')[3], json);
  return no(404, `no such API: ${method} ${path}`, 404);
}

function image(state: FakeState, raw: Buffer): Answer {
  const text = raw.toString('latin1');
  if (!text.includes('name="image_type"') || !text.includes('name="image"'))
    return no(234001, 'Invalid request param');
  const start = raw.indexOf(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  if (start < 0) return no(234011, 'not an image');
  state.images.push(raw.subarray(start));
  return ok({ image_key: `img_v3_${state.images.length}` });
}

function people(state: FakeState, chat: string, from: string | null): Answer {
  const members = state.chats.get(chat)?.members;
  if (members === undefined || state.chats.get(chat)?.closed !== undefined)
    return no(232009, 'the chat was dissolved');
  const start = Number(from ?? 0);
  const page = members.slice(start, start + 100);
  const more = start + 100 < members.length;
  return ok({
    items: page.map((id) => ({
      member_id_type: 'open_id',
      member_id: id,
      name: state.users.get(id)?.name,
      tenant_key: state.users.get(id)?.tenant,
    })),
    has_more: more,
    page_token: more ? String(start + 100) : '',
  });
}

function profile(state: FakeState, id: string): Answer {
  const user = state.users.get(id);
  if (user === undefined || user.tenant !== state.tenant) return no(41050, 'no user authority error');
  const may = (scope: string) => state.scopes.has(scope);
  return ok({
    user: {
      open_id: user.openId,
      union_id: `on_${user.openId}`,
      ...(may('contact:user.base:readonly') && { name: user.name }),
      ...(may('contact:user.email:readonly') && { email: user.email ?? '' }),
      ...(may('contact:user.employee:readonly') && { enterprise_email: user.enterpriseEmail ?? '' }),
    },
  });
}

function commands(state: FakeState, method: string, id: string | undefined, body: Body): Answer {
  const known = state.commands.findIndex((one) => one.command_id === id);
  switch (method) {
    case 'GET':
      return ok({ items: state.commands });
    case 'POST':
      if (state.commands.some((one) => one.command === body.command))
        return no(40000000, 'command_already_exists');
      if (state.commands.length >= 100) return no(40000030, 'too many commands');
      state.commands.push({
        command_id: newId('cmd'),
        command: String(body.command),
        description: body.description,
      });
      return ok({});
    case 'PATCH':
      if (state.commands[known] === undefined) return no(40000004, 'no such command');
      state.commands[known].description = body.description;
      return ok({});
    default:
      state.commands.splice(known, 1);
      return ok({});
  }
}

export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
