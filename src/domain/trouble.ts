/**
 * Why nothing can be written to a place, until a person changes something there.
 * token: the bot was taken away, or its token does not hold · scope: it may not do this any more · room: it was removed
 * from the room, or the room is archived or gone · rules: only some may write there · root: the message it spoke under
 * was deleted · reader: whoever it is for left, or may not or does not want to be written to · content: the platform's
 * rules on words or contact data refused what it says
 */
export const TROUBLES = ['token', 'scope', 'room', 'rules', 'root', 'reader', 'content'] as const;
export type TroubleKind = (typeof TROUBLES)[number];

type Codes = Readonly<Record<TroubleKind, readonly string[]>>;

/** What platforms call it. Everything else passes, or is a fault of ours that nobody in a chat can mend. */
const SLACK: Codes = {
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
  reader: [],
  content: [],
};

/** Its token: of an app whose secret was changed, that is disabled or not installed, or one that does not hold anew. */
const FEISHU: Codes = {
  token: [
    '10003',
    '10014',
    '99991543',
    '99991661',
    '99991662',
    '99991663',
    '99991668',
    '99991673',
    '99991677',
  ],
  scope: ['99991672', '230006', '230027'],
  room: ['230002', '232009'],
  rules: ['230018', '230035'],
  root: ['230011', '230110'],
  reader: ['230013', '230029', '230053'],
  content: ['230022', '230028'],
};

const codesOf = (kind: TroubleKind): readonly string[] => [...SLACK[kind], ...FEISHU[kind]];

export const troubleOf = (code: string): TroubleKind | null =>
  TROUBLES.find((kind) => codesOf(kind).includes(code)) ?? null;

/** These concern every room of the workspace alike. */
export const isWide = (kind: TroubleKind): boolean => kind === 'token' || kind === 'scope';

/** Of these, what was held back goes out as it then stands once the place can be written to. */
export const PASSING_CODES: readonly string[] = TROUBLES.filter(
  (kind) => kind !== 'root' && kind !== 'content',
).flatMap(codesOf);
