import type { TroubleKind } from '../../domain/trouble.ts';

/** What Slack's refusals come to. Everything else passes, or is a fault of ours that nobody in a chat can mend. */
export const TROUBLES: ReadonlyMap<string, TroubleKind> = new Map([
  ['not_installed', 'token'],
  ['account_inactive', 'token'],
  ['token_revoked', 'token'],
  ['token_expired', 'token'],
  ['invalid_auth', 'token'],
  ['not_authed', 'token'],
  ['team_access_not_granted', 'token'],
  ['org_login_required', 'token'],
  ['missing_scope', 'scope'],
  ['no_permission', 'scope'],
  ['ekm_access_denied', 'scope'],
  ['channel_not_found', 'room'],
  ['is_archived', 'room'],
  ['not_in_channel', 'room'],
  ['restricted_action', 'rules'],
  ['restricted_action_read_only_channel', 'rules'],
  ['restricted_action_thread_only_channel', 'rules'],
  ['messages_tab_disabled', 'rules'],
  ['message_not_found', 'root'],
  ['thread_not_found', 'root'],
  ['cant_update_message', 'root'],
]);
