/**
 * What of a fault may be logged: its name and where it broke, without the message, which can quote what people wrote.
 */
export function faultOf(error: unknown): { code: string; stack: string | undefined } {
  if (!(error instanceof Error)) return { code: 'unknown', stack: undefined };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { code: error.name, stack: frames?.slice(0, 12).join('\n') };
}
