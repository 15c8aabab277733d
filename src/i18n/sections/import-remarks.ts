/** Why a row was left out, what was done with one that could not be taken as it stands, and why a file is refused. */
const en = {
  skipped: {
    unchanged: 'as it was, nothing to do',
    notRecognised: (said: string) => `the columns are not known (${said})`,
    noName: 'has neither name, product, customer nor number',
    duplicateId: (said: string) => `the number ${said} stands in an earlier row already`,
    notYours: (said: string) => `“${said}” is not yours to import; left out`,
    unknownPerson: (said: string) => `I know nobody called “${said}”; left out`,
    noDeal: (said: string) => `there is no deal “${said}”, or there are several`,
    badRow: (said: string) => `cannot be used as it stands${said === '' ? '' : ` (“${said}”)`}`,
    already: (said: string) => `“${said}” was taken out here and stays so`,
    historyReserved: 'histories are restored by operations or on the command line',
  },
  warned: {
    otherSheets: (said: string) => `the sheet “${said}” was not read; only the first one is`,
    badDate: (said: string) => `“${said}” is not a date that can be read with certainty; left empty`,
    futureDate: (said: string) => `“${said}” is in the future; taken as today`,
    closedFirst: (said: string) => `opened (“${said}”) after it was closed; taken as opened when closed`,
    noCloseDate: 'closed without a date; taken as closed when opened, else today',
    badAmount: (said: string) => `“${said}” is not an amount; left empty`,
    negativeAmount: (said: string) => `“${said}” is below zero; left empty`,
    badCurrency: (said: string) => `“${said}” is no currency; the organisation’s is taken`,
    unknownStage: (said: string) => `no stage is called “${said}”; put at the first one`,
    stageTaken: (said: string) => `a stage that is called otherwise here: ${said}`,
    unknownStatus: (said: string) => `“${said}” is neither open, won nor lost; taken as open`,
    unknownReason: (said: string) => `“${said}” is kept as the words of another reason`,
    unknownPipeline: (said: string) => `no pipeline is called “${said}”; put into the usual one`,
    noOwner: (said: string) => `names no owner; given to ${said}`,
    ownerLeft: (said: string) => `${said} has left; hand the deal over`,
    severalPeople: (said: string) => `several people are called ${said}; given to the first`,
    cut: (said: string) => `“${said}…” is too long and was cut`,
    tooManyCells: (said: string) => `has more cells than the header (“${said}”)`,
    badHistory: (said: string) => `the history of deal ${said} does not hold together; its row stands alone`,
    badValue: (said: string) => `“${said}” is not known; left out`,
  },
  refused: {
    empty: (file: string) => `${file} is empty.`,
    notTable: (file: string) => `${file} is not a table. Please save it as .csv or .xlsx.`,
    unreadable: (file: string, line: number | null) =>
      `${file} is damaged${line === null ? '' : ` at line ${line}`}. Please save it again and drop it here.`,
    unsupported: (file: string, format: string) =>
      format === 'encrypted'
        ? `${file} has a password. Please save it without one.`
        : `I cannot read .${format} files (${file}). Please save it as .csv or .xlsx.`,
    tooLarge: {
      bytes: (file: string, most: string) => `${file} is too large: at most ${most} MB.`,
      rows: (file: string, most: string) => `${file} is too long: at most ${most} rows.`,
      columns: (file: string, most: string) => `${file} is too wide: at most ${most} columns.`,
      cells: (file: string, most: string) => `${file} is too large: at most ${most} cells.`,
      unpacked: (file: string, most: string) => `${file} is too large once unpacked: at most ${most} MB.`,
    },
    forChat:
      'These files are too large for the chat, which reads at most 5 MB. On the command line: npm run import -- <files>',
  },
};

const zh: typeof en = {
  skipped: {
    unchanged: '没有变化，无需处理',
    notRecognised: (said) => `认不出这些列（${said}）`,
    noName: '名称、产品、客户、编号都没有',
    duplicateId: (said) => `编号 ${said} 在前面的行里已经出现`,
    notYours: (said) => `“${said}”不在您可导入的范围内，已跳过`,
    unknownPerson: (said) => `没有叫“${said}”的同事，已跳过`,
    noDeal: (said) => `没有商机“${said}”，或者有多个同名商机`,
    badRow: (said) => `内容无法使用${said === '' ? '' : `（“${said}”）`}`,
    already: (said) => `“${said}”已在这里作废，保持不变`,
    historyReserved: '历史记录只能由销售运营或通过命令行恢复',
  },
  warned: {
    otherSheets: (said) => `工作表“${said}”没有读取，只读第一张`,
    badDate: (said) => `“${said}”不是能确定的日期，已留空`,
    futureDate: (said) => `“${said}”在将来，按今天处理`,
    closedFirst: (said) => `创建日期（“${said}”）晚于结单日期，按结单日期处理`,
    noCloseDate: '已结单但没有日期，按创建日期处理；也没有创建日期的按今天处理',
    badAmount: (said) => `“${said}”不是金额，已留空`,
    negativeAmount: (said) => `“${said}”是负数，已留空`,
    badCurrency: (said) => `“${said}”不是币种，按本组织的币种处理`,
    unknownStage: (said) => `没有“${said}”这个阶段，已放在第一阶段`,
    stageTaken: (said) => `阶段名称不同，按此对应：${said}`,
    unknownStatus: (said) => `“${said}”不是进行中、赢单或输单，按进行中处理`,
    unknownReason: (said) => `输单原因记为其他，原文“${said}”已保留`,
    unknownPipeline: (said) => `没有“${said}”这个销售流程，已放入默认流程`,
    noOwner: (said) => `没有负责人，已归到${said}名下`,
    ownerLeft: (said) => `${said}已离职，请交接这个商机`,
    severalPeople: (said) => `有多位同事叫${said}，已归到第一位名下`,
    cut: (said) => `“${said}……”太长，已截断`,
    tooManyCells: (said) => `单元格比表头多（“${said}”）`,
    badHistory: (said) => `商机 ${said} 的历史记录前后不一致，只采用商机表中的这一行`,
    badValue: (said) => `不认识“${said}”，已略过`,
  },
  refused: {
    empty: (file) => `${file} 是空的。`,
    notTable: (file) => `${file} 不是表格，请另存为 .csv 或 .xlsx。`,
    unreadable: (file, line) =>
      `${file} 已损坏${line === null ? '' : `（第 ${line} 行）`}，请重新保存后再拖进来。`,
    unsupported: (file, format) =>
      format === 'encrypted'
        ? `${file} 有密码，请去掉密码后重新保存。`
        : `不支持 .${format} 文件（${file}），请另存为 .csv 或 .xlsx。`,
    tooLarge: {
      bytes: (file, most) => `${file} 太大：最多 ${most} MB。`,
      rows: (file, most) => `${file} 行数太多：最多 ${most} 行。`,
      columns: (file, most) => `${file} 列数太多：最多 ${most} 列。`,
      cells: (file, most) => `${file} 内容太多：最多 ${most} 个单元格。`,
      unpacked: (file, most) => `${file} 解压后太大：最多 ${most} MB。`,
    },
    forChat: '这些文件太大，聊天里最多读 5 MB。请用命令行导入：npm run import -- <文件>',
  },
};

export const remarks = { en, zh };
