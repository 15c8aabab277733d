import { useEffect, useState } from 'preact/hooks';
import type { ClockView } from '../api.ts';
import { useDesk } from './desk.ts';
import { Icon } from './icons.tsx';
import { clockTime, dayName, zoneName } from './time.ts';

/** The workspace's time, and three ways to move it forward. */
export function ClockPanel() {
  const { state, language, words, advance } = useDesk();
  const [moving, setMoving] = useState<'ready' | 'busy' | 'failed'>('ready');
  const now = useTicking(state.clock);
  if (!state.clock) return null;
  const reader = { language, zone: state.clock.zone };

  async function move(wish: string): Promise<void> {
    if (moving === 'busy') return;
    setMoving('busy');
    setMoving((await advance(wish)) ? 'ready' : 'failed');
  }

  return (
    <section class="clock" aria-label={words.clock} title={words.clockNote}>
      <p class="clock-now">
        <Icon name="clock" />
        <time dateTime={now}>
          {dayName(reader, now)} <strong>{clockTime(reader, now)}</strong>
        </time>
        <span class="clock-zone">{zoneName(reader, now)}</span>
      </p>
      <div class="clock-moves">
        {(
          [
            ['PT1H', words.clockHour],
            ['tomorrow 09:00', words.clockMorning],
            ['P7D', words.clockWeek],
          ] as const
        ).map(([wish, label]) => (
          <button
            key={wish}
            type="button"
            class="chip"
            aria-disabled={moving === 'busy'}
            onClick={() => move(wish)}
          >
            {label}
          </button>
        ))}
      </div>
      <p class="clock-state" role="status">
        {moving === 'busy' && words.clockMoving}
        {moving === 'failed' && words.clockFailed}
      </p>
    </section>
  );
}

/** The clock runs on between two answers of the server. */
function useTicking(clock: ClockView | null): string {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    setElapsed(0);
    const from = performance.now();
    const timer = setInterval(() => setElapsed(performance.now() - from), 5000);
    return () => clearInterval(timer);
  }, [clock?.now]);
  return clock ? new Date(Date.parse(clock.now) + elapsed).toISOString() : '';
}
