import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '../api.ts';
import { useDesk } from './desk.ts';
import { Icon } from './icons.tsx';
import { MessageRow, PendingRow, ThinkingRow } from './message.tsx';
import { talkKey } from './state.ts';
import { dayBefore, dayKey, longDay } from './time.ts';

type Talking = {
  channel: string;
  thread: string | null;
  /** Shown when nothing was said yet. */
  empty: ComponentChildren;
  label: string;
};

/** The messages of a channel or a thread, with what is on its way at the end. Stays at the end unless one scrolls up. */
export function Conversation({ channel, thread, empty, label }: Talking) {
  const { state, me, words, go } = useDesk();
  const talk = state.talks[talkKey(channel, thread)];
  const pending = state.pending.filter(
    (one) => one.as === me?.id && one.channel === channel && one.thread === thread,
  );
  const messages = talk?.messages ?? [];
  const arrived = new Set(messages.map(({ said }) => said));
  const waiting = pending.filter(({ id }) => !arrived.has(id));
  const scroll = useStickyEnd(`${channel}/${thread}`, [...messages, ...waiting]);

  return (
    <div class="scroll-box">
      <div class="scroll" ref={scroll.ref} onScroll={scroll.onScroll} tabIndex={-1}>
        {talk?.more && <Earlier channel={channel} thread={thread} oldest={messages[0]} />}
        {talk?.root && (
          <ol class="messages root">
            <MessageRow message={{ ...talk.root, replies: null }} head />
          </ol>
        )}
        {!talk && <p class="loading">{words.loading}</p>}
        {talk && messages.length === 0 && waiting.length === 0 && empty}
        <div role="log" aria-label={label} aria-live="polite">
          {byDay(messages, state.clock?.zone ?? 'UTC').map(({ day, messages: ofDay }) => (
            <section key={day}>
              <DayDivider at={ofDay[0]?.at ?? ''} />
              <ol class="messages">
                {ofDay.map((message, index) => (
                  <MessageRow
                    key={message.id}
                    message={message}
                    head={!follows(ofDay[index - 1], message)}
                    onThread={thread === null ? () => go({ channel, thread: message.id }) : undefined}
                    failed={pending.find((one) => one.id === message.said && one.state === 'failed')}
                  />
                ))}
              </ol>
            </section>
          ))}
          <ol class="messages">
            {waiting.map((one) => (
              <PendingRow key={one.id} pending={one} />
            ))}
            {pending.some(({ id, state }) => state === 'sending' && arrived.has(id)) && <ThinkingRow />}
          </ol>
        </div>
      </div>
      {scroll.below && (
        <button type="button" class="new-below" onClick={scroll.toEnd}>
          <Icon name="down" /> {words.newBelow}
        </button>
      )}
    </div>
  );
}

type Said = { id: string };

/** Follows the end of a growing list while the reader is there; otherwise remembers that there is something new. */
function useStickyEnd(key: string, said: readonly Said[]) {
  const ref = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const [below, setBelow] = useState(false);
  const last = said.at(-1)?.id;

  const toEnd = () => {
    ref.current?.scrollTo({ top: ref.current.scrollHeight });
    atEnd.current = true;
    setBelow(false);
  };
  useLayoutEffect(toEnd, [key]);
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else setBelow(true);
  }, [last]);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    // Pictures, fonts and an edited card change heights after the message is there.
    const observer = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTo({ top: box.scrollHeight });
    });
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  }, [key, last]);

  return {
    ref,
    below,
    toEnd,
    onScroll() {
      const box = ref.current;
      if (!box) return;
      // Growing content moves the end away without anybody scrolling: only going up leaves it.
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
      if (near) setBelow(false);
      if (near || box.scrollTop < lastTop.current) atEnd.current = near;
      lastTop.current = box.scrollTop;
    },
  };
}

function Earlier({
  channel,
  thread,
  oldest,
}: {
  channel: string;
  thread: string | null;
  oldest: MessageView | undefined;
}) {
  const { words, loadEarlier } = useDesk();
  if (!oldest) return null;
  return (
    <button type="button" class="button earlier" onClick={() => loadEarlier(channel, thread, oldest.seq)}>
      {words.earlier}
    </button>
  );
}

function DayDivider({ at }: { at: string }) {
  const { state, language, words } = useDesk();
  const { clock } = state;
  if (!clock || at === '') return null;
  const day = dayKey(clock.zone, at);
  const name =
    day === dayKey(clock.zone, clock.now)
      ? words.today
      : day === dayBefore(clock.zone, clock.now)
        ? words.yesterday
        : longDay({ language, zone: clock.zone }, at);
  return (
    <h3 class="day">
      <span>{name}</span>
    </h3>
  );
}

function byDay(messages: readonly MessageView[], zone: string) {
  const days: { day: string; messages: MessageView[] }[] = [];
  for (const message of messages) {
    const day = dayKey(zone, message.at);
    const last = days.at(-1);
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
}

const together = 5 * 60_000;

/** Short talk in one breath reads as one block; a card always says whose it is. */
function follows(before: MessageView | undefined, message: MessageView): boolean {
  if (!before || before.author !== message.author || before.private !== message.private) return false;
  if (before.body.card || message.body.card) return false;
  return Date.parse(message.at) - Date.parse(before.at) < together;
}
