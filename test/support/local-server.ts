import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalAdapter } from '../../src/adapters/local/adapter.ts';
import type { ErrorView, HeardView } from '../../src/adapters/local/api.ts';
import { fakePorts } from './local-ports.ts';

/** The local adapter on a port of its own, over fake ports. `page` is the compiled page's folder, where it is looked at. */
export async function openWorkspace(page = '/nowhere') {
  const fake = fakePorts();
  const adapter = createLocalAdapter(fake.ports, { page });
  const server = createServer(async (request, response) => {
    if (!(await adapter.routes(request, response))) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  /** Posts to the API and gives the status and the JSON. */
  async function post<T = HeardView & ErrorView>(
    path: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${url}/local/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return answerOf(response);
  }

  async function get<T>(path: string): Promise<Answer<T>> {
    const response = await fetch(`${url}/local/api/${path}`);
    return answerOf(response);
  }

  async function close(): Promise<void> {
    await adapter.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  return { ...fake, adapter, url, port, post, get, close };
}

type Answer<T> = { status: number; body: T };

/** The test says what shape it expects; a wrong one shows in its expectations. */
async function answerOf<T>(response: Response): Promise<Answer<T>> {
  return { status: response.status, body: (await response.json()) as T };
}

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;
