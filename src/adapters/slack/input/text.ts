/**
 * Slack's own writing of a typed text, turned back into what the person sees. `nameOf` gives the name behind a user id.
 * Format: docs.slack.dev/messaging/formatting-message-text.
 */
export function typed(text: string, nameOf: (user: string) => string | undefined): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inner: string) => reference(inner, nameOf))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function reference(inner: string, nameOf: (user: string) => string | undefined): string {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : inner.slice(bar + 1);
  const rest = target.slice(1);
  switch (target[0]) {
    case '@':
      return nameOf(rest) ?? (label === '' ? rest : label);
    case '#':
      return `#${label === '' ? rest : label}`;
    case '!':
      return label === '' ? `@${rest.split('^')[0] ?? ''}` : label;
    default:
      // In a command Slack leaves what is typed as it is: a pair of angles may be a person's own.
      return /^[a-z][a-z0-9+.-]*:/i.test(target) ? link(target, label) : `<${inner}>`;
  }
}

/** A label that Slack made of the address itself tells nothing more than the address. */
function link(target: string, label: string): string {
  const address = target.replace(/^(?:mailto|tel):/, '');
  if (label === '' || address.replace(/^https?:\/\//, '').replace(/\/$/, '') === label)
    return label || address;
  return address === label ? label : `${label} (${address})`;
}

/** User ids mentioned in a text, each once. */
export const mentioned = (text: string): string[] => [
  ...new Set([...text.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap((match) => match[1] ?? [])),
];

/** The text without the mention that addressed it to the bot; null when the bot is not mentioned. */
export function withoutMention(text: string, bot: string): string | null {
  const mention = new RegExp(`<@${bot}(?:\\|[^<>]*)?>`);
  if (!mention.test(text)) return null;
  return text
    .replace(mention, ' ')
    .replace(/^[\s,，:：]+/, '')
    .trim();
}
