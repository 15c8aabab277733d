import type { Said } from '../../chat/input.ts';

type Line = Extract<Said, { kind: 'line' }>;

/** What the bot hears of a typed text: the line without what addressed it, or null when it was talk between people. */
export function heard(text: string, where: 'direct' | 'bot-thread' | 'room'): Line | null {
  const trimmed = text.trim();
  if (/^[/／]/.test(trimmed)) return { kind: 'line', text: trimmed.slice(1).trim(), addressed: 'command' };
  const mention = mentioned.exec(trimmed);
  if (mention) {
    const rest = `${trimmed.slice(0, mention.index)} ${trimmed.slice(mention.index + mention[0].length)}`;
    return { kind: 'line', text: rest.replace(/^[\s,，:：]+/, '').trim(), addressed: 'mention' };
  }
  return where === 'room' ? null : { kind: 'line', text: trimmed, addressed: 'plain' };
}

/** Not inside a word or an address: "x@stagepost.com" mentions nobody. */
const mentioned = /(?<![\p{L}\p{N}._-])[@＠](?:stagepost(?![\w-]|\.\w)|驿站)/iu;
