import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer as createApi } from 'node:http';
import { createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from './support/database.ts';
import { scratch } from './support/scratch.ts';
import { withServer } from './support/server.ts';

// Stagepost as somebody starts it: the built program in a process of its own.

const run = promisify(execFile);
let folder = '';
/** Of the server that runs anyway, for who is refused before they use it; to make one of one's own takes seconds. */
let database: FreshDatabase | undefined;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  await run(process.execPath, ['src/build.mjs']);
  folder = await mkdtemp(join(scratch(), 'stagepost-start-'));
  database = await freshDatabase();
});
afterEach(async () => {
  for (const one of processes.splice(0)) {
    one.kill('SIGTERM');
    await ended(one);
  }
});
afterAll(async () => {
  await database?.close();
  if (folder !== '') await rm(folder, { recursive: true, force: true });
});

type Started = { process: ChildProcess; output(): string };

function launch(environment: Record<string, string>, cwd = process.cwd()): Started {
  const { PATH = '', HOME = '', LD_LIBRARY_PATH = '' } = process.env;
  const child = spawn(process.execPath, [resolve('dist/src/main.js')], {
    cwd,
    env: {
      PATH,
      HOME,
      ...(LD_LIBRARY_PATH === '' ? {} : { LD_LIBRARY_PATH }),
      LOG_LEVEL: 'silent',
      LANG: 'en_US.UTF-8',
      DEMO: 'off',
      ...environment,
    },
  });
  processes.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return { process: child, output: () => output };
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

async function ready(started: Started): Promise<string> {
  for (;;) {
    const url = /http:\/\/\S+/.exec(started.output())?.[0];
    if (url !== undefined) return url;
    if (started.process.exitCode !== null) throw new Error(`it did not start: ${started.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function refusal(environment: Record<string, string>): Promise<string> {
  const started = launch(environment);
  expect(await ended(started.process)).toBe(1);
  return started.output().trim();
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const ORG = { PORT: '0' };
const SLACK = { SLACK_BOT_TOKEN: 'xoxb-secret', SLACK_SIGNING_SECRET: 'secret-secret' };

describe('start', () => {
  test('serves the page, keeps what was said over a stop, and survives a kill', async () => {
    const DATA_DIR = join(folder, '.stagepost');
    const first = launch({ ...ORG, DATA_DIR });
    const url = await ready(first);
    expect(await (await fetch(`${url}/readyz`)).text()).toBe('ok\n');
    expect(await (await fetch(url)).text()).toContain('Stagepost');
    expect((await fetch(`${url}/metrics`)).status).toBe(200);
    const said = await fetch(`${url}/local/api/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'mia', channel: 'direct-mia', text: 'deal new Widgets customer: Acme 65k' }),
    });
    expect(said.status).toBe(200);
    first.process.kill('SIGTERM');
    expect(await ended(first.process)).toBe(0);

    const second = launch({ ...ORG, DATA_DIR });
    await ready(second);
    second.process.kill('SIGKILL');
    await ended(second.process);

    // Its PostgreSQL has survived: it is found and taken over.
    const third = launch({ ...ORG, DATA_DIR });
    const again = await ready(third);
    const messages = await fetch(`${again}/local/api/messages?as=mia&channel=direct-mia`);
    expect(await messages.text()).toContain('#1 Widgets');

    const other = await refusal({ ...ORG, DATA_DIR });
    expect(other).toMatch(/^Stagepost is already running on this data.*$/);
    third.process.kill('SIGINT');
    expect(await ended(third.process)).toBe(0);
  }, 90_000);

  // The data may be that of the test before: to make a new one takes seconds.
  test('from any folder; its data is where it was started; a platform that is away keeps nobody from it', async () => {
    const started = launch(
      { ...ORG, ...SLACK, SLACK_API_URL: 'http://127.0.0.1:9/api/', LOCAL_WORKSPACE: 'on' },
      folder,
    );
    const url = await ready(started);
    expect((await fetch(url)).status).toBe(200);
    expect(await readdir(join(folder, '.stagepost'))).not.toEqual([]);
    started.process.kill('SIGTERM');
    expect(await ended(started.process)).toBe(0);
  }, 60_000);

  test('a bad variable is one sentence that names it and shows no value', async () => {
    expect(await refusal({ PORT: 'secret' })).toBe(
      'Please correct these variables and start again: PORT (wants 0–65535).',
    );
    expect(await refusal({ PORT: 'x', LANG: 'zh_CN.UTF-8' })).toBe(
      '请更正以下环境变量后重新启动：PORT（应为 0–65535）。',
    );
    expect(await refusal({ ORG_CURRENCY: 'yuan', SLACK_CLIENT_SECRET: 'short' })).toBe(
      'Please correct these variables and start again: SLACK_CLIENT_SECRET (goes together with SLACK_CLIENT_ID); ORG_CURRENCY (for example CNY).',
    );
  });

  test('a taken port', async () => {
    const server = createServer();
    const port = await portOf(server);
    const said = await refusal({ PORT: String(port), DATABASE_URL: database?.url ?? '' });
    expect(said).toBe(`Port ${port} is used by another program: stop it, or choose another with PORT=3001.`);
    server.close();
  }, 60_000);

  test('an unreachable database', async () => {
    const said = await refusal({ ...ORG, DATABASE_URL: 'postgresql://me:secret@127.0.0.1:9/none' });
    expect(said).toMatch(
      /^The database at 127\.0\.0\.1:9 cannot be reached \(.*\): start it, or correct DATABASE_URL\.$/,
    );
    expect(said).not.toContain('secret');
  });

  test('a platform that does not let the bot in', async () => {
    const api = createApi((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"ok":false,"error":"invalid_auth"}');
    });
    const SLACK_API_URL = `http://127.0.0.1:${await portOf(api)}/api/`;
    const said = await refusal({ ...ORG, ...SLACK, SLACK_API_URL, DATABASE_URL: database?.url ?? '' });
    expect(said).toBe(
      'Slack does not let the bot in (invalid_auth): check its tokens and the network, and start again.',
    );
    expect(said).not.toContain('secret');
    api.close();
  }, 60_000);

  test('a database of one’s own is used, without demo data', async () => {
    // An empty one, which it brings to its schema.
    const server = inject('postgresUrl');
    const url = await withServer(server, (postgres) => postgres.create('start_own'));
    const started = launch({ ...ORG, DATABASE_URL: url, DEMO: '' });
    const page = await ready(started);
    const messages = await fetch(`${page}/local/api/messages?as=mia&channel=west`);
    expect(await messages.text()).toContain('"messages":[]');
    started.process.kill('SIGTERM');
    expect(await ended(started.process)).toBe(0);
    await withServer(server, (postgres) => postgres.drop('start_own'));
  }, 60_000);
});
