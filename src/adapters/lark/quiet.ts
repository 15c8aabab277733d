import type { Logger } from '@larksuiteoapi/node-sdk';
import type { Log } from '../../chat/log.ts';

/**
 * The SDK logs whole requests: bearer tokens, the app secret, what people wrote. Of what it says only its own fixed
 * words pass, up to the first value.
 */
export function quiet(log: Log): Logger {
  const pass = (level: 'warn' | 'error') => (args: unknown) => {
    const said = (Array.isArray(args) ? args : [args]).flatMap((one) =>
      typeof one === 'string' ? [one] : [],
    );
    const text = said
      .join(' ')
      .split(/[:;{'"“]/)[0]
      ?.slice(0, 80)
      .trim();
    log[level]({ sdk: text === undefined || text === '' ? 'request failed' : text }, 'lark sdk');
  };
  const nothing = () => {};
  return { error: pass('error'), warn: pass('warn'), info: nothing, debug: nothing, trace: nothing };
}
