/** What `npm run import` and `npm run export` say. */
const en = {
  usage: [
    'npm run import -- <files> [options]',
    '  --map "header=field"   what a column means; "-" for nothing; may be repeated',
    '  --source <name>        where the rows come from: the same row of the same source is the same deal (deals)',
    '  --as <person>          who imports, by name or e-mail (the first administrator)',
    '  --dates <order>        how to read 3/1/2017 where a column does not say: mdy or dmy',
    '  --report <file.csv>    writes every remark, with file and line',
    '  --org <name>           which organisation, when there are several',
  ].join('\n'),
  exportUsage: 'npm run export -- <folder> [--org <name>]',
  reading: (files: number) => `Reading ${files} files…`,
  planning: (rows: number) => `Looking at ${rows} rows…`,
  writing: (written: number, of: number) => `Writing ${written} of ${of}…`,
  into: (organisation: string) => `Imported into ${organisation}:`,
  row: (label: string, of: { read: number; created: number; updated: number; skipped: number }) =>
    `  ${label}: ${of.read} read, ${of.created} created, ${of.updated} updated, ${of.skipped} skipped`,
  made: (of: { customers: number; people: number; teams: number }) =>
    `  New: ${of.customers} customers, ${of.people} people, ${of.teams} teams`,
  without: (of: { customer: number; amount: number; close: number }) =>
    `  Empty: ${of.customer} deals without customer; open ones: ${of.amount} without amount, ${of.close} without expected close`,
  warned: (count: number) => `  ${count} remarks`,
  reported: (file: string) => `All remarks: ${file}`,
  exported: (rows: number, file: string) => `  ${file}: ${rows} rows`,
  exportedTo: (folder: string) => `Exported to ${folder}:`,
  noFile: (file: string) => `The file ${file} cannot be read: is its name right?`,
  noFolder: (folder: string) => `The folder ${folder} cannot be written: choose another one.`,
  noTable: 'No file has columns that are known: name them with --map "header=field".',
  badMap: (said: string, fields: string) => `--map ${said} is not header=field; the fields are: ${fields}.`,
  badDates: 'Say --dates mdy or --dates dmy.',
  noPerson: (said: string) => `Nobody is called ${said}: use --as with a name or e-mail of somebody there.`,
  noOrganisation: 'There is no organisation yet: start Stagepost and connect a workspace first.',
  whichOrganisation: (names: string) => `There are several organisations: choose one with --org (${names}).`,
  meanwhile: 'Somebody changed the same deals at the same moment and nothing was imported: run it again.',
  unexpected: 'This failed because of a fault of Stagepost’s own, and nothing was changed:',
};

const zh: typeof en = {
  usage: [
    'npm run import -- <文件> [选项]',
    '  --map "列名=字段"       指定某一列的含义，“-”表示不用；可重复',
    '  --source <名称>        数据来源：同一来源的同一行就是同一个商机（默认 deals）',
    '  --as <人员>            以谁的名义导入，姓名或邮箱（默认第一位管理员）',
    '  --dates <顺序>         某列看不出时如何理解 3/1/2017：mdy 或 dmy',
    '  --report <文件.csv>    写出全部提示，含文件与行号',
    '  --org <名称>           有多个组织时指定其中一个',
  ].join('\n'),
  exportUsage: 'npm run export -- <目录> [--org <名称>]',
  reading: (files) => `正在读取 ${files} 个文件……`,
  planning: (rows) => `正在核对 ${rows} 行……`,
  writing: (written, of) => `正在写入 ${written}/${of}……`,
  into: (organisation) => `已导入${organisation}：`,
  row: (label, of) =>
    `  ${label}：读取 ${of.read}，新建 ${of.created}，更新 ${of.updated}，跳过 ${of.skipped}`,
  made: (of) => `  新增：客户 ${of.customers}，人员 ${of.people}，团队 ${of.teams}`,
  without: (of) =>
    `  留空：${of.customer} 个商机没有客户；在途商机中 ${of.amount} 个没有金额，${of.close} 个没有预计成交日`,
  warned: (count) => `  提示 ${count} 处`,
  reported: (file) => `全部提示见 ${file}`,
  exported: (rows, file) => `  ${file}：${rows} 行`,
  exportedTo: (folder) => `已导出到 ${folder}：`,
  noFile: (file) => `文件 ${file} 无法读取，请检查文件名。`,
  noFolder: (folder) => `目录 ${folder} 无法写入，请换一个目录。`,
  noTable: '没有一个文件的列能识别，请用 --map "列名=字段" 指定。',
  badMap: (said, fields) => `--map ${said} 应写成“列名=字段”；可用字段：${fields}。`,
  badDates: '请写 --dates mdy 或 --dates dmy。',
  noPerson: (said) => `没有叫${said}的人，请用 --as 指定已有人员的姓名或邮箱。`,
  noOrganisation: '还没有组织：请先启动驿站并接入工作区。',
  whichOrganisation: (names) => `有多个组织，请用 --org 指定其中一个（${names}）。`,
  meanwhile: '刚好有人同时改了这些商机，没有导入任何数据，请再运行一次。',
  unexpected: '驿站自身出了故障，没有改动任何数据：',
};

export const importCli = { en, zh };
