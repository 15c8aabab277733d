import { expect, test } from 'vitest';
import { stopAll } from '../src/stopping.ts';

test('what cannot be stopped keeps nothing else running, and is told of at the end', async () => {
  const stopped: string[] = [];
  const part = (name: string) => ({ stop: async () => void stopped.push(name) });
  const broken = { stop: () => Promise.reject(new Error('stuck')) };
  const started = [part('database'), part('slack'), broken, part('http')];
  await expect(stopAll(started)).rejects.toThrow('stuck');
  expect(stopped).toEqual(['http', 'slack', 'database']);
  expect(started).toEqual([]);
});
