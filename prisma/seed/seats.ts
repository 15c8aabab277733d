import type { Job } from '../../src/jobs/heartbeat.ts';
import type { createLocalStore } from '../../src/store/local.ts';
import type { Reads } from '../../src/store/reads.ts';
import { teamPair } from './workspace.ts';

/**
 * The local workspace follows admissions: whoever was let in gets a seat in their team's room and in everybody's, as an
 * administrator of a real chat would give them.
 */
export function seatsJob(ports: {
  store: ReturnType<typeof createLocalStore>;
  reads(): Promise<Reads | null>;
}): Job {
  return {
    name: 'seats',
    async run() {
      const read = await ports.reads();
      if (read === null) return;
      const [seats, people, teams, everyone] = await Promise.all([
        ports.store.people(),
        read.people(),
        read.teams(),
        ports.store.channel('everyone'),
      ]);
      for (const seat of seats.filter((one) => one.team === null)) {
        const known = await read.identified('local', 'local', seat.id);
        const person = people.find((one) => one.id === known?.id);
        const team = teams.find((one) => one.id === person?.teamId);
        if (person?.status !== 'active' || team === undefined) continue;
        await ports.store.ensurePerson({ ...seat, team: teamPair(team.name), position: seats.indexOf(seat) });
        const room = team.homes.find((home) => home.platform === 'local');
        if (room !== undefined) await ports.store.join(room.channel, seat.id);
        if (everyone !== null) await ports.store.join(everyone.id, seat.id);
      }
    },
  };
}
