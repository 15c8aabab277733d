import { type Found, hear } from './chat/dispatch.ts';
import { faultOf } from './chat/fault.ts';
import type { Option } from './chat/form.ts';
import { type Input, inputKey, type Platform } from './chat/input.ts';
import { isForRoom, type Message, type Reply } from './chat/message.ts';
import { suggest, type Typing } from './chat/suggest.ts';
import type { Locale } from './domain/people.ts';
import type { Spine } from './platform.ts';
import { type Asked, dropPromise, keepPromise, promiseAnswer } from './store/answers.ts';
import { keep, kept } from './store/kept.ts';

/** What every platform's adapter needs of the spine, for one platform. */
export type PlatformPorts<K> = {
  hear(input: Input): Promise<Reply | null>;
  /** `inRoom`: what everybody may see goes back to the room where it was asked; without it, to whoever asked. */
  later(input: Input, reply: Promise<Reply | null>, where?: { inRoom: boolean }): Promise<void>;
  suggest(typing: Omit<Typing, 'platform'>): Promise<readonly Option[]>;
  isHome(at: { workspace: string; channel: string; thread: string }): Promise<boolean>;
  localeOf(who: { workspace: string; actor: string }): Promise<Locale>;
  personOf(who: { workspace: string; external: string }): Promise<string | null>;
  keep(workspace: string, body: K): Promise<string>;
  kept(workspace: string, id: string): Promise<K | null>;
  /** Resolves when every answer that was put off so far is with the outbox. */
  drained(): Promise<void>;
};

/**
 * `found`: what is heard in a workspace without an organisation founds one, by whoever says it. `isKept` looks a stored
 * body over before it is believed.
 */
export function platformPorts<K>(
  platform: Platform,
  { desk, prisma, found }: Pick<Spine, 'desk' | 'prisma'> & { found?: Found | undefined },
  isKept: (body: unknown) => body is K,
): PlatformPorts<K> {
  const orgOf = (workspace: string): Promise<string | null> => desk.organisationOf(platform, workspace);
  const readsOf = async (workspace: string) => {
    const org = await orgOf(workspace);
    return org === null ? null : desk.reads(org, desk.now());
  };

  const awaited = new Set<Promise<void>>();

  /** What only shows something stores no answer: it is kept here while this process lives. */
  async function follow(asked: Asked, reply: Promise<Reply | null>): Promise<void> {
    const { org, workspace, actor } = asked;
    try {
      const answer = await reply;
      if (answer === null) return await dropPromise(prisma, asked);
      const read = desk.reads(org, desk.now());
      const locale = (await read.identified(platform, workspace, actor))?.locale ?? 'en';
      const kept = { message: answer, locale, forRoom: isForRoom(answer) };
      await keepPromise<Message>(prisma, { ...asked, now: desk.now() }, kept);
      desk.posted();
    } catch (error) {
      // The promise stands: when its time is up, it is said that nothing was done.
      desk.log.error({ ...faultOf(error), platform }, 'a late answer failed');
    }
  }

  return {
    hear: (input) => hear(desk, input, { found }),

    async later(input, reply, where = { inRoom: false }) {
      const { workspace, actor, place } = input;
      const org = await orgOf(workspace);
      if (org === null) return;
      const { kind, ...spot } = place;
      const room = where.inRoom && kind === 'room' ? { room: { kind, workspace, ...spot } } : {};
      const asked = { org, now: desk.now(), key: inputKey(input), platform, workspace, actor, ...room };
      if (!(await promiseAnswer(prisma, asked))) return;
      desk.posted();
      const following = follow(asked, reply).finally(() => awaited.delete(following));
      awaited.add(following);
    },

    suggest: (typing) => suggest(desk, { platform, ...typing }),

    isHome: async (at) => (await (await readsOf(at.workspace))?.dealAt({ platform, ...at })) != null,

    async localeOf({ workspace, actor }) {
      const read = await readsOf(workspace);
      if (read === null) return 'en';
      const person = await read.identified(platform, workspace, actor);
      return person?.locale ?? (await read.organisation()).locale;
    },

    async personOf({ workspace, external }) {
      return (await (await readsOf(workspace))?.identified(platform, workspace, external))?.id ?? null;
    },

    async keep(workspace, body) {
      const org = await orgOf(workspace);
      if (org === null) throw new Error('a workspace without an organisation keeps nothing');
      return keep(prisma, { org, now: desk.now() }, body);
    },

    async kept(workspace, id) {
      const org = await orgOf(workspace);
      const body = org === null ? null : await kept(prisma, org, id);
      return isKept(body) ? body : null;
    },

    async drained() {
      while (awaited.size > 0) await Promise.all(awaited);
    },
  };
}
