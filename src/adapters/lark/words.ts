import type { Locale } from '../../domain/people.ts';

/** Digits before and after the point (with it), and an ISO code. */
type Counts = { added: number; changed: number; removed: number };

/** What a bot needs to change its own / menu. */
export const MENU_SCOPES = 'application:app_slash_command:read, application:app_slash_command:write';

/** What the adapter itself says: the same sentence in both languages. */
const en = {
  working: 'Working on it; the answer follows.',
  workingInRoom: 'Working on it; the answer follows here or in your direct chat with me.',
  sentDirect: 'I sent it to you in our direct chat.',
  formDirect: 'The form is in our direct chat: please fill it in there.',
  busy: 'The platform is busy. Please press again in a moment.',
  openDetail: 'Open what is behind a number…',
  choose: 'Please choose',
  showRest: 'Show the rest',
  confirmTitle: 'Are you sure?',
  confirmText: (label: string) => `“${label}” takes effect at once.`,
  yours: 'Only the person who asked for this form can send it.',
  expired: 'This card is from an older version. Please say it again, or send “help”.',
  unreadable:
    'I cannot read the message that you replied to: it was withdrawn, holds no text, or I may not read this chat. Please write its words after “objection” or “note”.',
  postedInRoom: 'The result is in the group.',
  cancel: 'Reset',
  typed: (text: string) => `Filled in: ${text}`,
  several: 'Write the name or a part of it',
  menu: {
    registered: ({ added, changed, removed }: Counts) =>
      `The / menu is up to date: ${added} added, ${changed} changed, ${removed} removed. Clients show it within about five minutes.`,
    same: (commands: number) => `The / menu was up to date already: ${commands} commands.`,
    scope: (scopes: string) =>
      `The app may not change its / menu: grant ${scopes} in the developer console, publish a version, and try again.`,
    secret: 'The platform does not know this app: check LARK_APP_ID, LARK_APP_SECRET and LARK_DOMAIN.',
    notInstalled:
      'The app is disabled or not installed: publish a version, have an administrator approve it, and try again.',
    unreachable: 'The platform cannot be reached: check the network and LARK_DOMAIN, and try again.',
    refused: (code: string) => `The platform refused the / menu with code ${code}; nothing else is affected.`,
    notConfigured: 'Feishu is not configured: set LARK_APP_ID and LARK_APP_SECRET, and try again.',
  },
  continued: 'The card above is older than 14 days and stays as it was; this one is kept up to date.',
};

const zh: typeof en = {
  working: '正在处理，稍后给您答复。',
  workingInRoom: '正在处理，稍后在这里或您与我的单聊里答复。',
  sentDirect: '已发到您与我的单聊。',
  formDirect: '表单已发到您与我的单聊，请在那里填写。',
  busy: '平台繁忙，请稍后再点一次。',
  openDetail: '查看数字背后的商机…',
  choose: '请选择',
  showRest: '显示其余内容',
  confirmTitle: '确定吗？',
  confirmText: (label) => `“${label}”会立即生效。`,
  yours: '这张表单只能由当初要填的人提交。',
  expired: '这张卡片来自旧版本，请重新说一遍，或者发“帮助”。',
  unreadable:
    '读不到您回复的那条消息：可能已撤回、不是文字，或者我没有读取本群消息的权限。请把内容直接写在“异议”或“备注”后面。',
  postedInRoom: '结果已发到群里。',
  cancel: '重置',
  typed: (text) => `已填：${text}`,
  several: '填写名称或其中几个字',
  menu: {
    registered: ({ added, changed, removed }) =>
      `斜杠命令菜单已更新：新增 ${added} 个，修改 ${changed} 个，移除 ${removed} 个。客户端约五分钟内生效。`,
    same: (commands) => `斜杠命令菜单已是最新，共 ${commands} 个命令。`,
    scope: (scopes) => `应用没有修改斜杠命令的权限：请在开发者后台开通 ${scopes}，发布版本后重试。`,
    secret: '平台不认识这个应用：请检查 LARK_APP_ID、LARK_APP_SECRET 和 LARK_DOMAIN。',
    notInstalled: '应用已停用或尚未安装：请发布版本并由管理员审核通过后重试。',
    unreachable: '连不上平台：请检查网络和 LARK_DOMAIN 后重试。',
    refused: (code) => `平台拒绝更新斜杠命令菜单，错误码 ${code}；其他功能不受影响。`,
    notConfigured: '尚未配置飞书：请设置 LARK_APP_ID 和 LARK_APP_SECRET 后重试。',
  },
  continued: '上面的卡片已超过 14 天，不再更新；以这张为准。',
};

export const words = { en, zh };
export const otherLocale = (locale: Locale): Locale => (locale === 'zh' ? 'en' : 'zh');
export type ChromeWords = typeof en;
export type MenuWords = (typeof en)['menu'];
