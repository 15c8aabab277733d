import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../chat/log.ts';

/**
 * The SDKs' log lines quote payloads, and payloads hold what people wrote: only that something happened is passed on,
 * with the first words of the SDK's own sentence.
 */
export const quietLogger = (log: Log, about: string): Logger => ({
  debug() {},
  info() {},
  warn: (...said: unknown[]) => log.warn({ about, said: sentence(said) }, 'slack sdk warns'),
  error: (...said: unknown[]) => log.error({ about, said: sentence(said) }, 'slack sdk fails'),
  setLevel() {},
  getLevel: () => LogLevel.WARN,
  setName() {},
});

function sentence([first]: unknown[]): string {
  if (first instanceof Error) return first.name;
  return typeof first === 'string' ? (/^[A-Za-z' ]{0,80}/.exec(first)?.[0].trim() ?? '') : '';
}
