import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, VARIABLES } from '../src/config.ts';

const faults = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.variables.map((one) => one.name);
  }
};

describe('config', () => {
  test('nothing set is a working local workspace with demo data', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      local: true,
      demo: true,
    });
  });

  test('a database of one’s own gets no demo data unless asked', () => {
    const DATABASE_URL = 'postgresql://me:secret@db.example:5432/stagepost';
    expect(readConfig({ DATABASE_URL }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL, DEMO: 'on' }).demo).toBe(true);
  });

  test('every bad variable is named at once and no value is shown', () => {
    const environment = {
      PORT: 'abc',
      DATABASE_URL: 'nonsense-secret',
      ORG_TIME_ZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
    };
    expect(faults(environment)).toEqual(['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'ORG_TIME_ZONE']);
    expect(() => readConfig(environment)).toThrow(/^(?!.*(nonsense|Mars|loud)).*$/s);
  });

  test('the local workspace does not listen beyond this machine', () => {
    expect(faults({ HOST: '0.0.0.0' })).toEqual(['HOST']);
    expect(faults({ HOST: '0.0.0.0', LOCAL_WORKSPACE: 'off' })).toEqual([]);
  });

  test('.env.example names every variable, and nothing else', () => {
    const named = [...readFileSync('.env.example', 'utf8').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(
      (match) => match[1],
    );
    expect([...named].sort()).toEqual([...VARIABLES].sort());
  });
});
