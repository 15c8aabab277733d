/** What the person who starts Stagepost reads when it cannot, one sentence each, saying what to do. */
type Params = Readonly<Record<string, string | number | null>>;

const en = {
  running: (url: string) => `Stagepost is ready: ${url}`,
  stopping: 'Stopping…',
  badVariables: (list: string) => `Please correct these variables and start again: ${list}.`,
  variable: {
    is: (name: string, wants: string) => `${name} (wants ${wants})`,
    like: (name: string, example: string) => `${name} (for example ${example})`,
    with: (name: string, others: string) => `${name} (goes together with ${others})`,
  },
  portTaken: (port: number) =>
    `Port ${port} is used by another program: stop it, or choose another with PORT=3001.`,
  platformRefused: (platform: string, reason: string) =>
    `${platform} does not let the bot in (${reason}): check its tokens and the network, and start again.`,
  unexpected: 'Stagepost could not start because of a fault of its own; the log line above says where.',
  instanceRunning: ({ pid, port }: Params) =>
    `Stagepost is already running on this data${pid === null ? '' : ` (process ${pid})`}${port === null ? '' : `: open http://127.0.0.1:${port}`}, or stop it first.`,
  folderNotUsable: ({ folder, reason }: Params) =>
    `The folder ${folder} cannot be written (${reason}): give access to it, or choose another with DATA_DIR.`,
  folderOfAnotherUser: ({ folder }: Params) =>
    `The folder ${folder} belongs to another user: start as that user, or choose another with DATA_DIR.`,
  folderHiddenFromPostgres: ({ folder }: Params) =>
    `PostgreSQL, which does not run as root, cannot enter ${folder}: open its parents for it, or choose another folder with DATA_DIR.`,
  noAccountForPostgres: () =>
    'PostgreSQL does not run as root and there is no other account to run it as: start Stagepost as an ordinary user.',
  noPostgresForPlatform: ({ platform }: Params) =>
    `There is no bundled PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
  postgresOtherData: ({ found, wanted }: Params) =>
    `The data folder was made by PostgreSQL ${found}, this version brings ${wanted}: choose another folder with DATA_DIR, or use DATABASE_URL.`,
  postgresFailed: ({ step, log }: Params) => `The bundled PostgreSQL failed to ${step}: ${log} says why.`,
  databaseUnreachable: ({ host, port, reason }: Params) =>
    `The database at ${host}:${port} cannot be reached (${reason}): start it, or correct DATABASE_URL.`,
  databaseTooOld: ({ found, wanted }: Params) =>
    `The database is PostgreSQL ${found}; Stagepost needs ${wanted} or newer.`,
  migrationFailed: ({ migration }: Params) =>
    `The migration ${migration ?? ''} could not be applied and changed nothing: the lines above say why.`,
};

const zh: typeof en = {
  running: (url) => `驿站已启动：${url}`,
  stopping: '正在停止……',
  badVariables: (list) => `请更正以下环境变量后重新启动：${list}。`,
  variable: {
    is: (name, wants) => `${name}（应为 ${wants}）`,
    like: (name, example) => `${name}（例如 ${example}）`,
    with: (name, others) => `${name}（需与 ${others} 一起设置）`,
  },
  portTaken: (port) => `端口 ${port} 已被其他程序占用：请先停掉它，或者用 PORT=3001 换一个端口。`,
  platformRefused: (platform, reason) =>
    `${platform} 没有让机器人接入（${reason}）：请检查令牌和网络后重新启动。`,
  unexpected: '驿站因自身故障未能启动，原因见上面的日志。',
  instanceRunning: ({ pid, port }) =>
    `驿站已经在使用这份数据${pid === null ? '' : `（进程 ${pid}）`}${port === null ? '，请先停掉它。' : `：请直接打开 http://127.0.0.1:${port}，或先停掉它。`}`,
  folderNotUsable: ({ folder, reason }) =>
    `目录 ${folder} 无法写入（${reason}）：请开放权限，或用 DATA_DIR 换一个目录。`,
  folderOfAnotherUser: ({ folder }) =>
    `目录 ${folder} 属于另一个用户：请以该用户启动，或用 DATA_DIR 换一个目录。`,
  folderHiddenFromPostgres: ({ folder }) =>
    `PostgreSQL 不以 root 运行，进不了 ${folder}：请开放上级目录，或用 DATA_DIR 换一个目录。`,
  noAccountForPostgres: () => 'PostgreSQL 不能以 root 运行，又没有别的账号可用：请用普通用户启动驿站。',
  noPostgresForPlatform: ({ platform }) =>
    `没有适用于 ${platform} 的内置 PostgreSQL：请用 DATABASE_URL 指定 PostgreSQL 15 以上的数据库。`,
  postgresOtherData: ({ found, wanted }) =>
    `数据目录由 PostgreSQL ${found} 创建，而本版本内置 ${wanted}：请用 DATA_DIR 换一个目录，或改用 DATABASE_URL。`,
  postgresFailed: ({ step, log }) => `内置 PostgreSQL 在“${step}”这一步失败，原因见 ${log}。`,
  databaseUnreachable: ({ host, port, reason }) =>
    `连不上数据库 ${host}:${port}（${reason}）：请启动它，或更正 DATABASE_URL。`,
  databaseTooOld: ({ found, wanted }) => `数据库是 PostgreSQL ${found}，驿站需要 ${wanted} 或更高版本。`,
  migrationFailed: ({ migration }) =>
    `数据库升级 ${migration ?? ''} 未能执行，没有改动任何数据，原因见上文。`,
};

export const start = { en, zh };

/** The sentence about variables that cannot be read. */
export function badVariables(
  variables: readonly { name: string; wants: { is: string } | { like: string } | { with: string } }[],
  spoken: typeof en,
): string {
  const said = variables.map(({ name, wants }) => {
    if ('is' in wants) return spoken.variable.is(name, wants.is);
    return 'like' in wants ? spoken.variable.like(name, wants.like) : spoken.variable.with(name, wants.with);
  });
  return spoken.badVariables(said.join('; '));
}
