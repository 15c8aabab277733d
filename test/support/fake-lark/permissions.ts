// Which permission each API and event asks for, any one of several, as their pages say.

import { readFileSync } from 'node:fs';

const NEEDS: readonly { what: RegExp; any: readonly string[] }[] = [
  { what: /^POST im\/v1\/messages/, any: ['im:message:send_as_bot'] },
  { what: /^P(?:ATCH|UT) im\/v1\/messages/, any: ['im:message:update'] },
  { what: /^GET im\/v1\/messages/, any: ['im:message:readonly'] },
  { what: /^POST im\/v1\/images/, any: ['im:resource', 'im:resource:upload'] },
  { what: /^GET im\/v1\/chats\/[^/]+\/members/, any: ['im:chat.members:read', 'im:chat:readonly'] },
  { what: /^GET contact\/v3\/users/, any: ['contact:contact.base:readonly'] },
  { what: /^GET application\/v7\/app_slash_commands/, any: ['application:app_slash_command:read'] },
  { what: /^(?:POST|PATCH|DELETE) application\/v7/, any: ['application:app_slash_command:write'] },
  { what: /^GET tenant\/v2\/tenant\/query/, any: ['tenant:tenant:readonly'] },
  { what: /^contact\.user\./, any: ['contact:contact.base:readonly'] },
  { what: /^im\.chat\.member\.bot\./, any: ['im:chat.members:bot_access', 'im:chat:readonly'] },
  { what: /^im\.message\.receive_v1 p2p/, any: ['im:message.p2p_msg:readonly'] },
  { what: /^im\.message\.receive_v1 group at/, any: ['im:message.group_at_msg:readonly'] },
  { what: /^im\.message\.receive_v1 group talk/, any: ['im:message.group_msg'] },
];

/** What is missing for a call (`GET im/v1/messages/…`) or an event; null when the app may. */
export function missing(what: string, scopes: ReadonlySet<string>): readonly string[] | null {
  const need = NEEDS.find((one) => one.what.test(what));
  return need === undefined || need.any.some((scope) => scopes.has(scope)) ? null : need.any;
}

/** What else an app is asked for: fields of a person, and reading a group's messages. */
const FIELDS = [
  'contact:user.base:readonly',
  'contact:user.email:readonly',
  'contact:user.employee:readonly',
];

export const needed = (scope: string): boolean =>
  FIELDS.includes(scope) || NEEDS.some((need) => need.any.includes(scope));

/** What an app has that was installed by the book: the list that people paste into the console. */
export function scopesOfTheGuide(): string[] {
  const guide = readFileSync('docs/install-feishu.md', 'utf8');
  const json = /```json\n(\{\s*"scopes"[\s\S]*?)```/.exec(guide)?.[1] ?? '{}';
  return (JSON.parse(json) as { scopes: { tenant: string[] } }).scopes.tenant;
}
