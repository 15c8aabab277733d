import { Temporal } from 'temporal-polyfill';

const tomorrowAt = /^tomorrow (\d{2}:\d{2})$/;
const longest = Temporal.Duration.from({ days: 366 });

/**
 * How far `wish` moves the clock forward from `now`, in milliseconds: an ISO 8601 duration ('PT1H', 'P7D', days being
 * calendar days of the zone) or 'tomorrow HH:MM'. Null when it is neither, moves backwards, or goes beyond a year.
 */
export function forward(wish: string, now: Date, zone: string): number | null {
  const from = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const to = target(wish.trim(), from);
  if (to === null) return null;
  if (Temporal.ZonedDateTime.compare(to, from.add(longest)) > 0) return null;
  const ms = to.epochMilliseconds - from.epochMilliseconds;
  return ms > 0 ? ms : null;
}

function target(wish: string, from: Temporal.ZonedDateTime): Temporal.ZonedDateTime | null {
  const time = tomorrowAt.exec(wish)?.[1];
  try {
    if (time !== undefined) return from.add({ days: 1 }).withPlainTime(Temporal.PlainTime.from(time));
    return from.add(Temporal.Duration.from(wish));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
