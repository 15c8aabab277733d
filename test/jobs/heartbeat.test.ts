import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { heartbeatOf, type Job } from '../../src/jobs/heartbeat.ts';

/** A job that notes its runs; `held` holds it until `release`. */
function aJob(name: string, ran: string[], held = false): Job & { release(): void } {
  let release = () => {};
  const gate = held ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();
  return {
    name,
    async run() {
      ran.push(name);
      await gate;
    },
    release: () => release(),
  };
}
const quiet = { error: () => {} };
const count = (ran: readonly string[], name: string): number => ran.filter((one) => one === name).length;
async function turns(): Promise<void> {
  for (let index = 0; index < 5; index += 1) await turn();
}

test('what a job put out is delivered when it is done, while another one still takes its time', async () => {
  const ran: string[] = [];
  const homes = aJob('homes', ran, true);
  const heart = heartbeatOf({ jobs: [homes, aJob('digests', ran)], deliver: aJob('deliver', ran) }, quiet);
  const beat = heart.beat();
  await turns();
  expect(ran.lastIndexOf('deliver')).toBeGreaterThan(ran.indexOf('digests'));
  // The next beats: the slow one runs once more for all of them, the others go on.
  const more = [heart.beat(), heart.beat()];
  await turns();
  expect([count(ran, 'homes'), count(ran, 'digests')]).toEqual([1, 2]);
  homes.release();
  await Promise.all([beat, ...more]);
  expect(count(ran, 'homes')).toBe(2);
  await heart.stop();
});

test('many asks while something is delivered become one delivery, and run no other job', async () => {
  const ran: string[] = [];
  const deliver = aJob('deliver', ran, true);
  const heart = heartbeatOf({ jobs: [aJob('digests', ran)], deliver }, quiet);
  heart.soon();
  await turns();
  for (let index = 0; index < 50; index += 1) {
    heart.soon();
    await turn();
  }
  deliver.release();
  await turns();
  expect(ran).toEqual(['deliver', 'deliver']);
  await heart.stop();
});

test('stopping waits for what is going on and begins nothing; a job that fails is named', async () => {
  const ran: string[] = [];
  const logged: object[] = [];
  const slow = aJob('slow', ran, true);
  const bad: Job = { name: 'bad', run: () => Promise.reject(new TypeError('x')) };
  const log = { error: (fields: object) => void logged.push(fields) };
  const heart = heartbeatOf({ jobs: [slow, bad], deliver: aJob('deliver', ran) }, log);
  void heart.beat();
  await turns();
  expect(logged).toMatchObject([{ job: 'bad', code: 'TypeError' }]);
  let stopped = false;
  const stopping = heart.stop().then(() => (stopped = true));
  const before = ran.length;
  heart.soon();
  await heart.beat();
  await turns();
  expect([stopped, ran.length]).toEqual([false, before]);
  slow.release();
  await stopping;
});
