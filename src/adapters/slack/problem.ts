import {
  SlackError,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { DeliveryError } from '../../chat/adapter.ts';

/**
 * Slack's answers that stay as they are until a person changes something. Everything that Slack answers with a name was
 * not done, so it may be tried again without being done twice.
 */
const GONE: ReadonlySet<string> = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'user_not_found',
  'user_not_in_channel',
  'user_disabled',
  'users_not_found',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'not_authed',
  'missing_scope',
  'no_permission',
  'team_access_not_granted',
  'org_login_required',
  'ekm_access_denied',
  'message_not_found',
  'thread_not_found',
  'cant_update_message',
  'edit_window_closed',
  'block_mismatch',
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
  'invalid_arguments',
]);

/** Errors of the connection that come before anything was sent. */
const BEFORE_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT/;

/** Whether something went wrong in Slack or on the way there; anything else is a fault of ours. */
export const isProblem = (error: unknown): boolean =>
  error instanceof DeliveryError || error instanceof SlackError;

export function problemOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof WebAPIRateLimitedError)
    return new DeliveryError('later', 'ratelimited', error.retryAfter * 1000);
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    return new DeliveryError(GONE.has(code) ? 'gone' : 'later', code);
  }
  // A gateway may answer 5xx for what Slack has already taken.
  if (error instanceof WebAPIHTTPError)
    return new DeliveryError(error.statusCode >= 500 ? 'unknown' : 'later', `http_${error.statusCode}`);
  if (error instanceof WebAPIRequestError) {
    const cause = causesOf(error.original).find((code) => BEFORE_SENT.test(code));
    return cause === undefined
      ? new DeliveryError('unknown', 'connection_lost')
      : new DeliveryError('later', cause.toLowerCase());
  }
  return new DeliveryError('unknown', error instanceof Error ? error.name : 'unknown');
}

/** The codes of an error and of what caused it: fetch hides the one that matters. */
function causesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(causesOf) : [];
  return [...code, ...inner, ...causesOf(error.cause)];
}
