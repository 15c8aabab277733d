// One way to talk to the bot on any platform, in no platform's words. A driver per platform says it through the real
// adapter and reads what the platform received:
//
//   const talk = await talkInSlack();                     or talkInLark(), talkInLocal()
//   const answer = await talk.say('li', '推进远景');        in the direct conversation
//   await talk.press('li', answer, '撤销');
//   await talk.say('li', '推进远景', { room: 'east' });     to the bot, in a room
//   await talk.seen('zhao', 'east');                      what somebody else sees there
//   await talk.close();

import type { Bot } from './bot.ts';
import type { CastName } from './cast.ts';

export type PlatformName = 'slack' | 'lark' | 'local';

/** The cast, and somebody whom the chat knows and the bot does not. */
export type Speaker = CastName | typeof STRANGER;
export const STRANGER = 'newbie';

export type Room = 'east' | 'west' | 'all';
export const ROOMS: Readonly<Record<Room, readonly CastName[]>> = {
  east: ['wang', 'li', 'zhao'],
  west: ['sam', 'mia', 'joe'],
  all: ['wang', 'li', 'zhao', 'sam', 'mia', 'joe'],
};
export const roomNames = Object.keys(ROOMS) as Room[];

/** Who sees a message: one person alone, or everybody in the room, in its flow or in a thread. */
export type Audience = 'alone' | 'room' | 'thread';

/** A message as it is seen now. Pressing what was seen before is pressing an old card. */
export type Shown = {
  /** Names the message; the same after it was changed in place. */
  id: string;
  to: Audience;
  /** All that can be read, one per line. */
  text: string;
  /** All that can be pressed, by what a person would call it. */
  buttons: readonly string[];
  pictures: number;
};

export type SheetField = { label: string; value: string; fault: string | null; required: boolean };

/** A form that is open before somebody. */
export type Sheet = { title: string; fields: readonly SheetField[] };

/** What came of something that a person did. */
export type Answer = { shown: readonly Shown[]; form: Sheet | null };

/** Where one speaks: to the bot in a room, or under a message. Without it: in the direct conversation. */
export type Spot = { room: Room } | { under: Shown };

/** Something that a person says to people, not to the bot. */
export type Remark = { by: Speaker; text: string; room: Room };

/** What not every platform has in the same way; a driver names what it does instead. */
export type Means = 'typed-form' | 'form' | 'aside' | 'home' | 'shortcut' | 'type-ahead';

export type Talk = {
  platform: PlatformName;
  /** What stands in for a means that the platform does not have. */
  instead: Readonly<Partial<Record<Means, string>>>;
  bot: Bot;
  say(who: Speaker, line: string, spot?: Spot): Promise<Answer>;
  /** The platform delivers the last line once more, as it does when it heard no acknowledgement. */
  again(): Promise<Answer>;
  press(who: Speaker, shown: Shown, label: string | RegExp): Promise<Answer>;
  /** Sends an open form with some fields filled in, by their labels; choices by what they are called. */
  submit(who: Speaker, form: Sheet, values: Readonly<Record<string, string>>): Promise<Answer>;
  /** What a search field offers for what is typed into it. */
  offers(who: Speaker, form: Sheet, typing: { label: string; typed: string }): Promise<readonly string[]>;
  drop(who: Speaker, file: { name: string; text: string }): Promise<Answer>;
  /** Where the platform shows somebody their day. */
  day(who: Speaker): Promise<Shown>;
  /** Takes up what somebody said to people in a room as an objection, without typing it again. */
  takeUp(who: Speaker, remark: Remark): Promise<Answer>;
  /** Sends what is due, until nothing is. */
  deliver(): Promise<void>;
  /** Moves the clock to an instant; what became due by then happens. */
  until(instant: string): Promise<void>;
  /** All messages of the bot that somebody can see in a room with its threads, or in their own conversation. */
  seen(who: Speaker, room?: Room): Promise<readonly Shown[]>;
  /** Live mentions in what the bot has sent so far: what would make a telephone ring. */
  pings(): readonly string[];
  close(): Promise<void>;
};

const CHINESE: readonly Speaker[] = ['wang', 'li', 'zhao'];
export const speaksChinese = (who: Speaker): boolean => CHINESE.includes(who);

const fits = (label: string | RegExp, text: string): boolean =>
  typeof label === 'string' ? text === label : label.test(text);

/** What is called so. Fails with what there is. */
export function named<T>(all: readonly T[], label: string | RegExp, nameOf: (one: T) => string): T {
  const found = all.find((one) => fits(label, nameOf(one)));
  if (found === undefined)
    throw new Error(`nothing called ${label}; there is: ${all.map(nameOf).join(' | ') || 'nothing'}`);
  return found;
}

type Json = Record<string, unknown>;

/** Every object in a value, depth first. */
export function* objectsIn(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const one of value) yield* objectsIn(one);
  else if (typeof value === 'object' && value !== null) {
    yield value as Json;
    for (const one of Object.values(value)) yield* objectsIn(one);
  }
}
