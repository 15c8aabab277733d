import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { theBrowser } from './browser.ts';
import { openWorkspace, type Workspace } from './local-server.ts';
import { builtPage } from './page.ts';

export type Look = {
  as: string;
  channel?: string;
  language?: 'en' | 'zh';
  width?: 'wide' | 'phone';
};

const sizes = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

/** The real page in a real browser over fake ports. `look` opens it as somebody; `close` fails on anything the page complained about. */
export async function openLocalPage() {
  const [browser, page] = await Promise.all([theBrowser(), builtPage()]);
  let workspace: Workspace = await openWorkspace(page);
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  async function look({ as, channel, language = 'en', width = 'wide' }: Look): Promise<Page> {
    const context = await newContext(browser, language, width);
    contexts.push(context);
    const window = await context.newPage();
    window.setDefaultTimeout(8_000);
    window.on('pageerror', (error) => complaints.push(String(error)));
    window.on('console', (message) => {
      if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
    });
    window.on('request', (request) => {
      if (!request.url().startsWith(workspace.url) && !request.url().startsWith('data:'))
        complaints.push(request.url());
    });
    const path = channel === undefined ? [as] : [as, channel];
    await window.goto(`${workspace.url}/#/${path.join('/')}`);
    await window
      .locator(channel === undefined && width === 'phone' ? '.channel-link' : '.composer')
      .first()
      .waitFor();
    return window;
  }

  /** A fresh workspace, with nobody looking at the old one. */
  async function reset(): Promise<void> {
    await close();
    workspace = await openWorkspace(page);
    expect(complaints.splice(0)).toEqual([]);
  }

  async function close(): Promise<void> {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    await workspace.close();
  }

  return {
    look,
    reset,
    close,
    get workspace() {
      return workspace;
    },
  };
}

/** A refused or failed request is logged by the browser itself; tests cause some on purpose. */
const expected = /^Failed to load resource/;

function newContext(
  browser: Browser,
  language: 'en' | 'zh',
  width: 'wide' | 'phone',
): Promise<BrowserContext> {
  const locale = language === 'zh' ? 'zh-CN' : 'en-US';
  return browser.newContext({ viewport: sizes[width], locale, hasTouch: width === 'phone' });
}

export type LocalPage = Awaited<ReturnType<typeof openLocalPage>>;
