import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { PersonView } from '../api.ts';
import { type Actions, createActions } from './actions.ts';
import { useLive } from './live.ts';
import { type Route, readRoute, writeRoute } from './route.ts';
import * as server from './server.ts';
import { type Act, reduce, type State, start, talkKey } from './state.ts';
import { type Language, type Words, words } from './words.ts';

/** Everything a part of the page needs: what is known, where we are, and what one can do. */
export type Desk = Actions & {
  state: State;
  route: Route;
  me: PersonView | null;
  /** The address names somebody who is not here. */
  unknown: boolean;
  /** The open channel: of the address, or the conversation with the bot where there is room for it. */
  channel: string | null;
  language: Language;
  words: Words;
  go(to: Partial<Route>): void;
  speak(language: Language): void;
};

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('outside the page');
  return desk;
}

export function useDeskState(): Desk {
  const [state, act] = useReducer(reduce, start);
  const [route, go] = useRoute();
  const [language, speak] = useLanguage();
  const me = state.people.find(({ id }) => id === route.as) ?? null;
  const direct = state.channels.find(({ kind }) => kind === 'direct')?.id ?? null;
  const asked = state.channels.some(({ id }) => id === route.channel) ? route.channel : null;
  const phone = usePhone();
  const channel = me === null ? null : (asked ?? (phone ? null : direct));
  const unknown = route.as !== null && state.people.length > 0 && me === null;

  useFirstLoad(act);
  useSomebody(state.people, { route, go, language });
  useClock(act);
  useActing(act, me?.id ?? null);
  useLive(act, { me: me?.id ?? null, revision: state.revision, channels: state.channels, open: channel });
  useTalks(act, { me: me?.id ?? null, channel, thread: route.thread, state, go });

  const actions = useMemo(() => createActions(act, me?.id ?? ''), [me?.id]);
  return { state, route, me, unknown, channel, language, words: words[language], go, speak, ...actions };
}

function useRoute(): [Route, Desk['go']] {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  const current = useRef(route);
  current.current = route;
  useEffect(() => {
    const onChange = () => setRoute(readRoute(location.hash));
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return [
    route,
    (to) => {
      location.hash = writeRoute({ ...current.current, ...to });
    },
  ];
}

/** Whether one column is seen at a time; then no channel is open until one is chosen. As in style/shell.css. */
function usePhone(): boolean {
  const query = useMemo(() => matchMedia('(max-width: 700px)'), []);
  const [phone, setPhone] = useState(query.matches);
  useEffect(() => {
    const onChange = () => setPhone(query.matches);
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, []);
  return phone;
}

function useLanguage(): [Language, (language: Language) => void] {
  const [language, setLanguage] = useState<Language>(() => {
    const kept = localStorage.getItem('stagepost.language');
    if (kept === 'en' || kept === 'zh') return kept;
    return navigator.language.startsWith('zh') ? 'zh' : 'en';
  });
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  return [
    language,
    (next) => {
      localStorage.setItem('stagepost.language', next);
      setLanguage(next);
    },
  ];
}

/** The people and the clock. */
function useFirstLoad(act: Act): void {
  useEffect(() => {
    const load = async () => {
      const [{ people }, clock] = await Promise.all([server.getPeople(), server.getClock()]);
      act({ kind: 'people', people });
      act({ kind: 'clock', clock });
    };
    return retrying(act, load);
  }, []);
}

/** Where the address names nobody: whoever one was last time, or the first who speaks one's language. */
export function somebody(people: readonly PersonView[], language: Language): PersonView | undefined {
  const before = localStorage.getItem('stagepost.as');
  return (
    people.find(({ id }) => id === before) ?? people.find(({ locale }) => locale === language) ?? people[0]
  );
}

function useSomebody(
  people: readonly PersonView[],
  { route, go, language }: Pick<Desk, 'route' | 'go' | 'language'>,
): void {
  useEffect(() => {
    const as = route.as === null ? somebody(people, language) : undefined;
    if (as) go({ as: as.id, channel: null, thread: null });
  }, [people, route.as]);
}

const minute = 60_000;

/** Keeps "today" true on a page that stays open. A move of the clock is told by the live events. */
function useClock(act: Act): void {
  useEffect(() => {
    const timer = setInterval(() => {
      server.getClock().then(
        (clock) => act({ kind: 'clock', clock }),
        // The next minute asks again; that the server is gone is said elsewhere.
        () => {},
      );
    }, minute);
    return () => clearInterval(timer);
  }, []);
}

/** The channels and the menu of whoever one acts as. */
function useActing(act: Act, me: string | null): void {
  useEffect(() => {
    if (me === null) return;
    localStorage.setItem('stagepost.as', me);
    act({ kind: 'become', as: me });
    let stale = false;
    const load = async () => {
      const [channels, menu] = await Promise.all([server.getChannels(me), server.getMenu(me)]);
      if (stale) return;
      act({ kind: 'menu', items: menu.items });
      act({ kind: 'channels', ...channels });
    };
    const stop = retrying(act, load);
    return () => {
      stale = true;
      stop();
    };
  }, [me]);
}

type Showing = {
  me: string | null;
  channel: string | null;
  thread: string | null;
  state: State;
  go: Desk['go'];
};

/** Loads the open channel and thread, and marks the channel read while it is looked at. */
function useTalks(act: Act, { me, channel, thread, state, go }: Showing): void {
  const ready = state.revision !== null;
  useEffect(
    () =>
      me !== null && channel !== null && ready ? loadTalk(act, { as: me, channel, thread: null }) : undefined,
    [me, channel, ready],
  );
  useEffect(
    () =>
      me !== null && channel !== null && thread !== null && ready
        ? loadTalk(act, { as: me, channel, thread }, () => go({ thread: null }))
        : undefined,
    [me, channel, thread, ready],
  );

  const last = channel === null ? undefined : state.talks[channel]?.messages.at(-1)?.seq;
  const readTo = state.channels.find(({ id }) => id === channel)?.readTo ?? 0;
  useEffect(() => {
    if (me === null || channel === null || last === undefined || last <= readTo) return;
    act({ kind: 'read', channel, seq: last });
    // Only a mark: when it is lost, the messages count as unread once more.
    server.markRead(me, channel, last).catch(() => {});
  }, [me, channel, last, readTo]);
}

/** `onMissing`: an old address may name a thread that is not there any more. */
function loadTalk(act: Act, wish: server.MessagesWish, onMissing = () => {}): () => void {
  let stale = false;
  const stop = retrying(act, async () => {
    const talk = await server.getMessages(wish).catch((error: unknown) => {
      if (error instanceof server.ServerError && error.code === 'no_message' && !stale) onMissing();
      throw error;
    });
    if (!stale) act({ kind: 'loaded', key: talkKey(wish.channel, wish.thread), talk });
  });
  return () => {
    stale = true;
    stop();
  };
}

/** Tries until it works: the server may be starting again. Returns the way to stop. */
function retrying(act: Act, load: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const attempt = () => {
    load().catch((error: unknown) => {
      if (!(error instanceof server.ServerError)) throw error;
      if (stopped || !['unreachable', 'unreadable', 'internal'].includes(error.code)) return;
      act({ kind: 'broken' });
      timer = setTimeout(attempt, 2000);
    });
  };
  attempt();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
