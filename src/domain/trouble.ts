/**
 * Why nothing can be written to a place, until a person changes something there.
 * token: the bot was taken away, or its token does not hold · scope: it may not do this any more · room: it was removed
 * from the room, or the room is archived or gone · rules: only some may write there · root: the message it spoke under was deleted
 */
export const TROUBLES = ['token', 'scope', 'room', 'rules', 'root'] as const;
export type TroubleKind = (typeof TROUBLES)[number];

/** What platforms call it. Everything else passes, or is a fault of ours that nobody in a chat can mend. */
const CODES: Readonly<Record<TroubleKind, readonly string[]>> = {
  token: [
    'not_installed',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'invalid_auth',
    'not_authed',
    'team_access_not_granted',
    'org_login_required',
  ],
  scope: ['missing_scope', 'no_permission', 'ekm_access_denied'],
  room: ['channel_not_found', 'is_archived', 'not_in_channel'],
  rules: [
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'messages_tab_disabled',
  ],
  root: ['message_not_found', 'thread_not_found', 'cant_update_message'],
};

export const troubleOf = (code: string): TroubleKind | null =>
  TROUBLES.find((kind) => CODES[kind].includes(code)) ?? null;

/** These concern every room of the workspace alike. */
export const isWide = (kind: TroubleKind): boolean => kind === 'token' || kind === 'scope';

/** Of these, what was held back goes out as it then stands once the place can be written to. */
export const PASSING_CODES: readonly string[] = TROUBLES.filter((kind) => kind !== 'root').flatMap(
  (kind) => CODES[kind],
);
