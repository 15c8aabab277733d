import type { PrismaClient } from './generated/client.ts';

/** Every organisation that is not closed, for what runs by the clock. */
export async function organisationIds(prisma: PrismaClient): Promise<readonly string[]> {
  const rows = await prisma.organisation.findMany({
    where: { joinedId: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => row.id);
}
