import type { PrismaClient } from './generated/client.ts';
import type { Secrets } from './secrets.ts';
import { workspaceBack, workspaceGone } from './troubles.ts';

/** The bot in one workspace, ready to speak there. */
export type Installed = { botToken: string; botId: string; botUserId: string };

export type NewInstallation = Installed & {
  platform: string;
  /** The workspace's external id. Its row must be there: an installation founds its organisation first. */
  workspace: string;
  /** External id of who installed it. */
  installer: string;
  scopes: readonly string[];
  now: Date;
};

/** Where somebody installed the bot by OAuth. */
export type Installations = ReturnType<typeof installationsOf>;

export function installationsOf(prisma: PrismaClient, secrets: Secrets) {
  return {
    /** Null where the bot is not installed, or was taken away. Throws SecretUnreadable. */
    async find(platform: string, workspace: string): Promise<Installed | null> {
      const row = await prisma.installation.findUnique({ where: keyOf(platform, workspace) });
      if (row === null || row.token === null) return null;
      const { botId, botUserId } = row;
      return { botToken: secrets.open(row.token, tokenOf(platform, workspace)), botId, botUserId };
    },

    /** Installed for the first time or again: the token that was given last holds, and what waited for it goes on. */
    async save(fresh: NewInstallation): Promise<void> {
      const { platform, workspace: external, botToken, now, scopes, ...rest } = fresh;
      const row = {
        botId: rest.botId,
        botUserId: rest.botUserId,
        installer: rest.installer,
        scopes: [...scopes],
        token: secrets.seal(botToken, tokenOf(platform, external)),
        installedAt: now,
        revokedAt: null,
      };
      await prisma.$transaction(async (tx) => {
        await tx.installation.upsert({
          where: keyOf(platform, external),
          create: { platform, external, ...row },
          update: row,
        });
        await workspaceBack(tx, { platform, workspace: external }, now);
      });
    },

    /**
     * The bot was taken away `at` an instant: its token is forgotten and what waits to be sent there is given up.
     * False when it was installed again since, or is not installed. Said again, it does nothing.
     */
    async revoke(platform: string, workspace: string, { at }: { at: Date }): Promise<boolean> {
      return prisma.$transaction(async (tx) => {
        const { count } = await tx.installation.updateMany({
          where: { platform, external: workspace, token: { not: null }, installedAt: { lte: at } },
          data: { token: null, revokedAt: at },
        });
        if (count === 0) return false;
        await workspaceGone(tx, { platform, workspace }, at);
        return true;
      });
    },

    /** Takes an OAuth state, once: false when it came back before. */
    async takeState(id: string, { expiresAt, now }: { expiresAt: Date; now: Date }): Promise<boolean> {
      await prisma.oAuthState.deleteMany({ where: { expiresAt: { lt: now } } });
      const { count } = await prisma.oAuthState.createMany({
        data: [{ id, expiresAt }],
        skipDuplicates: true,
      });
      return count === 1;
    },
  };
}

const keyOf = (platform: string, external: string) => ({ platform_external: { platform, external } });
const tokenOf = (platform: string, external: string): string => `installation:${platform}:${external}:token`;
