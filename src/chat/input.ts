import type { Locale } from '../domain/people.ts';
import type { Words } from './card.ts';

export type Platform = 'slack' | 'lark' | 'local';

/** Where something was said, in the platform's own ids. */
export type Place = {
  kind: 'direct' | 'room';
  channel: string;
  /** The thread's root message, when it was said in a thread. */
  thread?: string;
};

/** Bytes of a file that is read in a chat; a larger one belongs on the command line. */
export const LARGEST_FILE = 5 * 1024 * 1024;

/**
 * A file that came with an input; `read` fetches its bytes only when a command wants them, and no more than LARGEST_FILE.
 * `size` is 0 where the platform does not tell it.
 */
export type IncomingFile = { name: string; size: number; read(): Promise<Uint8Array | 'too large'> };

/** What the platform knows of a person at first contact. */
export type Profile = {
  name: string;
  email?: string;
  /** The platform vouches that the address is theirs. */
  emailVerified?: true;
  locale?: Locale;
  zone?: string;
  /** A guest, a bot or a stranger of a shared channel is refused. */
  kind: 'member' | 'guest' | 'bot';
};

export type Said =
  /** A typed line, with what was addressed to the bot already stripped (mention, slash). */
  | { kind: 'line'; text: string; addressed: 'command' | 'mention' | 'plain' }
  | { kind: 'press'; words: Words }
  | { kind: 'submit'; words: Words; values: Readonly<Record<string, string>> }
  | { kind: 'files'; text: string };

/** One thing a person said, in no platform's words. */
export type Input = {
  /** Unique per delivery attempt's origin: a redelivery carries the same id. The dedupe key. */
  id: string;
  platform: Platform;
  /** External workspace or tenant id. */
  workspace: string;
  /** External id of who said it. */
  actor: string;
  place: Place;
  said: Said;
  files: readonly IncomingFile[];
  at: Date;
  /** Said by somebody of another workspace, in a channel that two share. */
  stranger?: boolean;
  /** What a whole room sees can be shown there in both languages at once. */
  bilingual?: true;
  /** Fetches the actor's profile; called at first contact only, after the commit that records it. */
  profile(): Promise<Profile>;
  /** External ids of everyone who can read the place, asked for when something is to be shown there. */
  members(): Promise<readonly string[]>;
  /** Whether a member is a bot; absent where the platform lists people only. */
  isBot?(member: string): Promise<boolean>;
};

/** The language of a typed line, of somebody of whom nothing else is known; null for what has no words of theirs. */
export function spokenIn({ said }: Input): Locale | null {
  if (said.kind !== 'line' || !/\p{L}/u.test(said.text)) return null;
  return /\p{Script=Han}/u.test(said.text) ? 'zh' : 'en';
}

/** Names an input for ever: the dedupe key. */
export const inputKey = (input: Input): string => `${input.platform}:${input.workspace}:${input.id}`;
