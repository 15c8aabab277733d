import type { WebClient, WebClientOptions } from '@slack/web-api';
import type { Installation } from './ports.ts';

/** Speaking to Slack in one workspace while somebody waits for the answer. */
export type Calls = { client: WebClient; workspace: string; bot: Installation };

/** How clients call: never twice by themselves (a repeated post posts twice), never longer than one would wait. */
export const clientOptions = (apiUrl: string, timeout: number): WebClientOptions => ({
  slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout,
  // A method name is ours, never an address out of a payload.
  allowAbsoluteUrls: false,
});

/** Whether an address out of a payload is Slack's own, or that of the API root which stands in for it. */
export function isOfSlack(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  return (protocol === 'https:' && hostname.endsWith('.slack.com')) || origin === new URL(apiUrl).origin;
}
