import { useEffect, useRef } from 'preact/hooks';
import type { ChannelView, ClockView, MessageEvent } from '../api.ts';
import * as server from './server.ts';
import type { Act } from './state.ts';

type Following = {
  me: string | null;
  /** Where to go on from; null until the channels are loaded. */
  revision: number | null;
  channels: readonly ChannelView[];
  open: string | null;
};

/** Follows the workspace's events for one person. A lost connection is taken up where it broke. */
export function useLive(act: Act, following: Following): void {
  const current = useRef(following);
  current.current = following;
  const { me, revision } = following;
  const ready = revision !== null;

  useEffect(() => {
    if (me === null || !ready) return;
    let since = current.current.revision ?? 0;
    let events: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const connect = () => {
      events = new EventSource(`/local/api/events?${new URLSearchParams({ as: me, since: String(since) })}`);
      events.onopen = () => act({ kind: 'live', live: 'open' });
      events.onerror = () => {
        act({ kind: 'live', live: 'lost' });
        // The browser tries again by itself, except after an answer that is no event stream.
        if (events?.readyState === EventSource.CLOSED) timer = setTimeout(connect, 2000);
      };
      events.addEventListener('message', ({ data }) => {
        const event: MessageEvent = JSON.parse(data);
        since = event.message.revision;
        const { channels, open } = current.current;
        if (!channels.some(({ id }) => id === event.message.channel)) joinChannels(act, me);
        act({ kind: 'arrived', event, me, open });
      });
      events.addEventListener('clock', ({ data }) => {
        const clock: ClockView = JSON.parse(data);
        act({ kind: 'clock', clock });
      });
    };
    connect();
    return () => {
      clearTimeout(timer);
      events?.close();
    };
  }, [me, ready]);
}

/** A message from a channel that was not there before: somebody was let in. */
function joinChannels(act: Act, me: string): void {
  server.getChannels(me).then(
    (channels) => act({ kind: 'channels', ...channels }),
    // The next message asks again.
    () => {},
  );
}
