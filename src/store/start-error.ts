/**
 * Why the database could not be made ready. main prints one sentence per code, in the
 * reader's language, that says what to do; `params` are what that sentence shows.
 *
 * | code | params |
 * |---|---|
 * | instanceRunning | pid, port (of the other Stagepost; null when unknown) |
 * | folderNotUsable | folder, reason (EACCES, EROFS, ENOSPC…) |
 * | folderOfAnotherUser | folder, uid (its owner) |
 * | folderHiddenFromPostgres | folder, uid (started by root; PostgreSQL runs as that uid, which cannot enter) |
 * | noAccountForPostgres | (started by root; there is neither a user postgres nor nobody) |
 * | noPostgresForPlatform | platform |
 * | postgresOtherData | found, wanted (major versions of the data and of the programs) |
 * | postgresFailed | step (initialise, start, stop), log (file), detail (its last lines) |
 * | databaseUnreachable | host, port, database, reason |
 * | databaseTooOld | found, wanted (major versions) |
 * | migrationFailed | migration (null when unknown), detail |
 */
export type StartErrorCode =
  | 'instanceRunning'
  | 'folderNotUsable'
  | 'folderOfAnotherUser'
  | 'folderHiddenFromPostgres'
  | 'noAccountForPostgres'
  | 'noPostgresForPlatform'
  | 'postgresOtherData'
  | 'postgresFailed'
  | 'databaseUnreachable'
  | 'databaseTooOld'
  | 'migrationFailed';

export class StartError extends Error {
  readonly code: StartErrorCode;
  readonly params: Readonly<Record<string, string | number | null>>;

  constructor(
    code: StartErrorCode,
    params: Readonly<Record<string, string | number | null>>,
    cause?: unknown,
  ) {
    super(`${code} ${JSON.stringify(params)}`, { cause });
    this.name = 'StartError';
    this.code = code;
    this.params = params;
  }
}
