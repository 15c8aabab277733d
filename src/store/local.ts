import type { PrismaClient } from './generated/client.ts';
import { createLocalMessages } from './local/messages.ts';
import { createLocalRooms } from './local/rooms.ts';

/**
 * The local workspace's own tables, bound to one workspace: what a chat product would keep. Bodies of messages are
 * opaque JSON here; adapters/local says what is in them and declares the port that this fulfils.
 *
 *   const store = createLocalStore(prisma, 'local');
 *   await store.ensureWorkspace();               // before anything else
 *   await store.ensurePerson({ id: 'liu', …, position: 1 });
 */
export function createLocalStore(prisma: PrismaClient, workspace: string) {
  return { ...createLocalRooms(prisma, workspace), ...createLocalMessages(prisma, workspace) };
}
