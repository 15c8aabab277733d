import { useEffect, useState } from 'preact/hooks';
import { DeskProvider, somebody, useDeskState } from './desk.ts';
import { FormDialog } from './form.tsx';
import { Jump } from './jump.tsx';
import { People } from './people.tsx';
import { Sidebar } from './sidebar.tsx';
import { Talk, Thread } from './talk.tsx';

/** The whole page. On a phone one column is seen at a time: the list, a conversation, or a thread. */
export function App() {
  const desk = useDeskState();
  const { state, route, words, go } = desk;
  const [jumping, setJumping] = useState(false);
  const channel = state.channels.find(({ id }) => id === desk.channel);
  const column =
    route.channel === null && route.as !== null ? 'list' : route.thread === null ? 'talk' : 'thread';

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setJumping(true);
      } else if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        !document.querySelector('dialog[open]')
      ) {
        if (route.thread !== null) go({ thread: null });
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [route.thread]);
  useEffect(() => {
    const unread = state.channels.reduce((sum, one) => sum + (one.id === desk.channel ? 0 : one.unread), 0);
    document.title = `${unread > 0 ? `(${unread}) ` : ''}Stagepost 驿站`;
  }, [state.channels, desk.channel]);

  return (
    <DeskProvider value={desk}>
      <div class={`app column-${column} ${route.thread === null ? '' : 'with-thread'}`}>
        <Sidebar onJump={() => setJumping(true)} />
        <main>{channel && <Talk key={`${desk.me?.id} ${channel.id}`} channel={channel} />}</main>
        {channel && route.thread !== null && (
          <section class="thread-panel" aria-label={words.thread}>
            <Thread key={route.thread} channel={channel} root={route.thread} />
          </section>
        )}
        {(state.broken || state.live === 'lost') && (
          <p class="banner" role="alert">
            {state.broken ? words.cannotLoad : words.reconnecting}
          </p>
        )}
        {state.form?.shown && <FormDialog key={state.form.id} open={state.form} />}
        {desk.unknown && (
          <People
            note={words.nobodyThere}
            onClose={() =>
              go({
                as: somebody(state.people, desk.language)?.id ?? null,
                channel: null,
                thread: null,
              })
            }
          />
        )}
        {jumping && <Jump onClose={() => setJumping(false)} />}
      </div>
    </DeskProvider>
  );
}
