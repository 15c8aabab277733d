import type { Change } from '../domain/change.ts';
import type { Day } from '../domain/day.ts';
import type { Locale, Organisation, Person, Team } from '../domain/people.ts';
import type { Action, Scope } from '../domain/permission.ts';
import type { Stage } from '../domain/stage.ts';
import type { Messages } from '../i18n/en.ts';
import type { Made } from '../store/commit.ts';
import type { Reads } from '../store/reads.ts';
import type { PostedAt } from './desk.ts';
import type { Args, Both, Fields } from './field.ts';
import type { IncomingFile, Platform } from './input.ts';
import type { Message } from './message.ts';

/** Where the person is speaking, and which deal's home it is. */
export type Here = {
  platform: Platform;
  workspace: string;
  kind: 'direct' | 'room';
  channel: string;
  thread: string | null;
  /** The deal whose home thread this is. */
  deal: number | null;
  /** That deal has become confidential since: nothing more is said of it here. */
  confidential: boolean;
  /** The stages of that deal's pipeline. */
  stages: readonly Stage[];
};

/** Who of a place's readers may not do something: colleagues, by name, and how many nobody knows. */
export type Barred = {
  names: readonly string[];
  strangers: number;
  /** The platform does not tell who reads the place: the bot is not in it, and anybody may. */
  unseen: boolean;
};

/** What a command decides with. Everything in it was read at one instant. */
export type Context = {
  person: Person;
  organisation: Organisation;
  teams: readonly Team[];
  /** What the person may see in lists. */
  scope: Scope;
  /** When it is recorded. */
  now: Date;
  /** Where the person's clock stands: their own zone, or else the organisation's. */
  zone: string;
  /** The day it is there: what "today" means in a line, and what has come already. */
  today: Day;
  /** The day it is in the organisation's zone: what measures, targets and the clocks of deals count by. */
  officeDay: Day;
  locale: Locale;
  m: Messages;
  /** What a verb says is said in the other language too, and each reads theirs (answer/twin.ts). */
  bilingual?: true;
  read: Reads;
  here: Here;
  files: readonly IncomingFile[];
  /** Names this input: history carries it, undo finds it. */
  inputId: string;
  /** A new UUIDv7. */
  newId(): string;
  /** May this person do `action` to the deal, person or team? For offers; dispatch has already asked for the verb itself. */
  may(action: Action, subject: Subject): boolean;
  /** May everybody who reads this place? Asked before something is shown to all of them. */
  everyoneMay(action: Action, subject: Subject): Promise<boolean>;
  /** Who of them may not: to be said to whoever chose the place. */
  barred(action: Action, subject: Subject): Promise<Barred>;
  postedAt: PostedAt;
  commands: readonly Command[];
};

export type Subject =
  | { deal: { ownerId: string; teamId: string; confidential: boolean; collaborators: readonly string[] } }
  | { person: Person }
  | { team: Team }
  | null;

export type Outcome =
  /** Something to record. The answer is built inside the transaction, from what is then true. */
  | { kind: 'record'; changes: readonly Change[]; reply(after: Reads, made: Made): Promise<Message> }
  /**
   * The chat where this is said belongs to another organisation from now on: it is recorded in that one, in the name of
   * one of its people. `late` is said when somebody else was faster; nothing was recorded then.
   */
  | {
      kind: 'join';
      org: string;
      actorId: string;
      changes: readonly Change[];
      reply(after: Reads): Promise<Message>;
      late: string;
    }
  /** Nothing to record. `aloud`: the verb has made sure that everybody in the room may see it. */
  | { kind: 'show'; message: Message; aloud?: true }
  /** Not possible as said. With a field, the form comes back with the sentence beside it. */
  | { kind: 'refuse'; text: string; field?: string }
  /** More is needed before anything is recorded: the form, prefilled, with why. */
  | { kind: 'ask'; note?: string; fields: readonly string[]; values?: Readonly<Record<string, string>> };

/** How many characters the title of a form may have: a dialog of Slack shows no more. */
export const LONGEST_TITLE: Readonly<Record<Locale, number>> = { en: 24, zh: 12 };

/** A verb is data plus one function. */
export type Verb<F extends Fields> = {
  /** noun.verb: what tests, logs and permissions call it. */
  name: string;
  /** How it is said, the canonical form first. English by words, Chinese by characters. */
  says: { en: readonly string[]; zh: readonly string[] };
  /** What its form is called: short, as the narrowest platform shows it (LONGEST_TITLE). */
  title: Both;
  help: Both;
  /** A whole line that works; the tests say it. */
  example: Both;
  fields: F;
  needs: { action: Action; on: (keyof F & string) | 'nothing' };
  /** It never records anything: its example may be said by a press. */
  reads?: true;
  /** Shown under help and in menus. Machine-made verbs behind buttons are not. */
  hidden?: true;
  run(args: Args<F>, context: Context): Promise<Outcome>;
};

/** Any verb, as dispatch sees it: arguments by field name, each already parsed with that field's schema. */
export type Command = Omit<Verb<Fields>, 'run' | 'needs'> & {
  needs: { action: Action; on: string };
  run(args: Readonly<Record<string, unknown>>, context: Context): Promise<Outcome>;
};

/** Types a verb's arguments from its fields. The one cast: dispatch made `args` with the schemas of these fields. */
export const command = <F extends Fields>(verb: Verb<F>): Command => ({
  ...verb,
  run: (args, context) => verb.run(args as Args<F>, context),
});

export const show = (message: Message): Outcome => ({ kind: 'show', message });
export const refuse = (text: string, field?: string): Outcome =>
  field === undefined ? { kind: 'refuse', text } : { kind: 'refuse', text, field };
