import { isOfSlack } from '../calls.ts';

const PATIENCE_MS = 2500;

/**
 * Answers on the address that came with a command or press: Slack takes it for half an hour, and asks for no token.
 * Throws when the address is not Slack's, or when Slack did not take the answer.
 */
export async function respond(url: string, apiUrl: string, body: object): Promise<void> {
  if (!isOfSlack(url, apiUrl)) throw new Error('response_address_not_slack');
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) throw new Error(`response_refused_${response.status}`);
}
