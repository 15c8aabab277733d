import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../commands/index.ts';
import { commandLine } from '../src/adapters/slack/input/inputs.ts';
import { manifestOf, SCOPES } from '../src/adapters/slack/manifest.ts';
import { understand } from '../src/chat/understand.ts';

const URL_ = 'https://crm.example.com';
const socket = manifestOf(commands, { url: null });
const http = manifestOf(commands, { url: URL_ });

/** The type that Slack's own client has for it, as a schema. */
let valid: (manifest: unknown) => string[];
beforeAll(() => {
  const schema = createGenerator({
    path: 'node_modules/@slack/web-api/dist/types/request/manifest.d.ts',
    type: 'Manifest',
    skipTypeCheck: true,
    expose: 'all',
    additionalProperties: false,
  }).createSchema('Manifest');
  const check = new Ajv({ allErrors: true, strict: false }).compile(schema as AnySchema);
  valid = (manifest) =>
    check(manifest) ? [] : (check.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
});

describe('the manifest', () => {
  test('in the repository is the one that the commands make', () => {
    expect(JSON.parse(readFileSync('manifest.json', 'utf8'))).toEqual(JSON.parse(JSON.stringify(socket)));
  });

  test('is valid, and the check finds what is not', () => {
    expect(valid(socket)).toEqual([]);
    expect(valid(http)).toEqual([]);
    const scopes = { ...socket, oauth_config: { scopes: { bot: ['channels:red'] } } };
    expect(valid(scopes)).not.toEqual([]);
    const events = { ...socket, settings: { event_subscriptions: { bot_events: ['app_opened'] } } };
    expect(valid(events)).not.toEqual([]);
    expect(valid({ ...socket, display_information: {} })).not.toEqual([]);
  });

  test('stays within the lengths that Slack names', () => {
    const { display_information: display, features } = socket;
    expect(display.name.length).toBeLessThanOrEqual(35);
    expect(display.description?.length).toBeLessThanOrEqual(140);
    expect(display.long_description?.length).toBeGreaterThanOrEqual(175);
    expect(display.long_description?.length).toBeLessThanOrEqual(4000);
    expect(features?.shortcuts?.length).toBeLessThanOrEqual(10);
    for (const one of features?.shortcuts ?? []) {
      expect(one.name.length).toBeLessThanOrEqual(24);
      expect(one.description.length).toBeLessThanOrEqual(150);
    }
    for (const one of features?.slash_commands ?? []) {
      expect(one.command).toMatch(/^\/[a-z]{1,31}$/);
      expect(one.description.length).toBeLessThanOrEqual(2000);
      expect(one.usage_hint?.length).toBeLessThanOrEqual(1000);
    }
  });

  test('hints at lines that are understood after their slash command', () => {
    const scene = {
      now: new Date('2026-11-21T02:00:00Z'),
      zone: 'Asia/Shanghai',
      calendar: 'prc',
      currency: 'CNY',
    };
    const slash = socket.features?.slash_commands ?? [];
    expect(slash.map((one) => one.command)).toEqual([
      '/stagepost',
      '/deal',
      '/visit',
      '/objection',
      '/funnel',
    ]);
    for (const { command, usage_hint: hint = '' } of slash) {
      for (const text of hint.split(' | ')) {
        const line = commandLine({ command, text } as Parameters<typeof commandLine>[0]);
        const request = understand(line, { commands, scene, addressed: 'command', inThread: false });
        const name = JSON.stringify(request);
        expect(request, `${command} ${text}`).not.toBeNull();
        if (command !== '/stagepost') expect(name, line).toContain(`"name":"${command.slice(1)}.`);
      }
    }
  });

  test('for HTTP sends everything to one address', () => {
    const { settings, features, oauth_config: oauth } = http;
    const events = `${URL_}/slack/events`;
    expect(settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: events },
      interactivity: { request_url: events, message_menu_options_url: events },
    });
    expect(features?.slash_commands?.map((one) => one.url)).toEqual(Array.from({ length: 5 }, () => events));
    expect(oauth?.redirect_urls).toEqual([`${URL_}/slack/oauth_redirect`]);
    expect(JSON.stringify(socket)).not.toContain('https:');
    expect(socket.settings?.socket_mode_enabled).toBe(true);
  });

  test('asks for no scope without a reason', () => {
    const docs = readFileSync('docs/slack.md', 'utf8');
    const table = [...docs.matchAll(/^\| `([a-z_:.]+)` \| (\S.*\S) \|$/gm)].map((row) => row[1]);
    expect(table.filter((scope) => SCOPES.some((one) => one === scope))).toEqual([...SCOPES]);
    const events = socket.settings?.event_subscriptions?.bot_events ?? [];
    expect(table.filter((name) => events.some((one) => one === name))).toEqual(events);
  });
});
