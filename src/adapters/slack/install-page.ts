import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Locale } from '../../domain/people.ts';

/** How an installation ended, as its browser is told. */
export type Ending =
  | { kind: 'installed'; team: string; open: string }
  | { kind: 'denied' | 'expired' | 'organisation' | 'failed' };

const STATUS: Readonly<Record<Ending['kind'], number>> = {
  installed: 200,
  denied: 200,
  expired: 400,
  organisation: 400,
  failed: 502,
};

const en = {
  installed: (team: string) => ({
    title: `Stagepost is in ${team}`,
    text: 'I have written to you in Slack: four questions, and your team can begin.',
  }),
  denied: { title: 'Nothing was installed', text: 'You chose not to go on. Nothing was kept.' },
  expired: {
    title: 'Please begin again',
    text: 'This page was open for too long, was opened twice, or was begun in another browser.',
  },
  organisation: {
    title: 'One workspace at a time',
    text: 'Installing for a whole Enterprise organisation is not possible yet. Please choose one workspace.',
  },
  failed: { title: 'Slack did not let me in', text: 'Nothing was installed. Please try again in a minute.' },
  open: 'Open Slack',
  again: 'Try again',
};

const zh: typeof en = {
  installed: (team) => ({
    title: `驿站已装入 ${team}`,
    text: '我已在 Slack 里给您发了消息：回答四个问题，团队就能开始用。',
  }),
  denied: { title: '没有安装', text: '您选择了不继续，没有留下任何数据。' },
  expired: { title: '请重新开始', text: '页面停留太久、被打开了两次，或换了浏览器。' },
  organisation: {
    title: '请选择一个工作区',
    text: '暂不支持为整个 Enterprise 组织安装，请选择一个工作区。',
  },
  failed: { title: 'Slack 没有放行', text: '没有安装成功，请稍后再试。' },
  open: '打开 Slack',
  again: '重试',
};

const texts = { en, zh };

/** A page without scripts that leads on; the address with the code in it is told to nobody. */
export function answerPage(request: IncomingMessage, response: ServerResponse, ending: Ending): void {
  const locale: Locale = /^\s*zh\b/i.test(String(request.headers['accept-language'] ?? '')) ? 'zh' : 'en';
  const words = texts[locale];
  const { title, text } = ending.kind === 'installed' ? words.installed(ending.team) : words[ending.kind];
  const link =
    ending.kind === 'installed'
      ? { href: ending.open, label: words.open }
      : { href: '/slack/install', label: words.again };
  response.writeHead(STATUS[ending.kind], {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(`<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
  body { font: 17px/1.5 system-ui, sans-serif; max-width: 30rem; margin: 18vh auto; padding: 0 1.5rem; color: #1d2a26 }
  h1 { font-size: 1.5rem }
  a { display: inline-block; margin-top: 1rem; padding: .6rem 1.1rem; border-radius: .4rem; background: #1f3d36; color: #fff; text-decoration: none }
</style>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
<a href="${escaped(link.href)}">${escaped(link.label)}</a>
</html>
`);
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0) ?? 0};`);
