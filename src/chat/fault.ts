/**
 * What of a fault may be logged: its name, the code that a database or platform gave it, and where it broke, without the
 * message, which can quote what people wrote.
 */
export function faultOf(error: unknown): { code: string; stack: string | undefined } {
  if (!(error instanceof Error)) return { code: 'unknown', stack: undefined };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const coded = 'code' in error && typeof error.code === 'string' && /^[\w.-]{1,40}$/.test(error.code);
  return { code: coded ? `${error.name} ${error.code}` : error.name, stack: frames?.slice(0, 12).join('\n') };
}
