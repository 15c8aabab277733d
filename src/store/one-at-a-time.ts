import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from '@prisma/driver-adapter-utils';

/**
 * A transaction has one connection, and a connection runs one statement at a time. Reads that are written side by side
 * are queued here, in order, because pg deprecates queueing them itself.
 */
export function oneAtATime(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => queuedAdapter(await factory.connect()),
  };
}

function queuedAdapter(adapter: SqlDriverAdapter): SqlDriverAdapter {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => adapter.queryRaw(query),
    executeRaw: (query) => adapter.executeRaw(query),
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: async (level) => queuedTransaction(await adapter.startTransaction(level)),
    ...(adapter.getConnectionInfo === undefined
      ? {}
      : { getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: false } }),
    dispose: () => adapter.dispose(),
  };
}

function queuedTransaction(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  const queued = <T>(run: () => Promise<T>): Promise<T> => {
    const next = last.then(run, run);
    last = next;
    return next;
  };
  return {
    provider: transaction.provider,
    adapterName: transaction.adapterName,
    options: transaction.options,
    queryRaw: (query: SqlQuery) => queued(() => transaction.queryRaw(query)),
    executeRaw: (query: SqlQuery) => queued(() => transaction.executeRaw(query)),
    commit: () => queued(() => transaction.commit()),
    rollback: () => queued(() => transaction.rollback()),
  };
}
