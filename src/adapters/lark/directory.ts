import { z } from 'zod';
import type { Profile } from '../../chat/input.ts';
import type { LarkApi } from './api.ts';
import { LarkError } from './codes.ts';

const Bot = z.object({ bot: z.object({ open_id: z.string().min(1) }) });
const User = z.object({
  user: z.object({
    name: z.string().optional(),
    email: z.string().optional(),
    enterprise_email: z.string().optional(),
  }),
});
const Members = z.object({
  items: z.array(z.object({ member_id: z.string() })).optional(),
  page_token: z.string().optional(),
  has_more: z.boolean().optional(),
});

/** Who is who on the platform. */
export type Directory = {
  /** The bot's own open_id, by which a mention of it is known. */
  bot(): Promise<string>;
  profile(openId: string): Promise<Profile>;
  /** People in a chat; bots are not among them. */
  members(chat: string): Promise<readonly string[]>;
};

export function directoryOf(api: LarkApi): Directory {
  let bot: Promise<string> | null = null;
  return {
    bot() {
      bot ??= api.call({ method: 'GET', path: 'bot/v3/info' }, Bot).then((answer) => answer.bot.open_id);
      bot.catch(() => {
        bot = null;
      });
      return bot;
    },

    async profile(openId) {
      try {
        const call = {
          method: 'GET',
          path: `contact/v3/users/${encodeURIComponent(openId)}`,
          params: { user_id_type: 'open_id' },
        } as const;
        const { user } = await api.call(call, User);
        return { kind: 'member', name: user.name ?? '', ...addressOf(user) };
      } catch (error) {
        // Somebody outside the app's contact range is a colleague without a name: an admin sees the id and admits or not.
        if (error instanceof LarkError && /^\d+$/.test(error.code)) return { kind: 'member', name: '' };
        throw error;
      }
    },

    async members(chat) {
      const all: string[] = [];
      let page: string | undefined;
      do {
        const call = {
          method: 'GET',
          path: `im/v1/chats/${encodeURIComponent(chat)}/members`,
          params: {
            member_id_type: 'open_id',
            page_size: 100,
            ...(page !== undefined && { page_token: page }),
          },
        } as const;
        const answer = await api.call(call, Members);
        all.push(...(answer.items ?? []).map((one) => one.member_id));
        page = answer.has_more === true ? answer.page_token : undefined;
      } while (page !== undefined);
      return all;
    },
  };
}

/**
 * The tenant itself hands out enterprise mailboxes, so one is its holder's; the other address is a contact that somebody
 * entered, and nobody proved.
 */
function addressOf({ email = '', enterprise_email: enterprise = '' }: z.output<typeof User>['user']) {
  if (enterprise !== '') return { email: enterprise, emailVerified: true as const };
  return email === '' ? {} : { email };
}
