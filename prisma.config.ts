import { defineConfig } from 'prisma/config';

// `prisma generate` asks for a native schema engine that it never runs; pointing at any existing
// file keeps it from downloading one. Migrations are applied by src/store/migrate.ts, never by the
// prisma CLI.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
// Nor does it ask a server for news about itself.
process.env.CHECKPOINT_DISABLE ??= '1';

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
