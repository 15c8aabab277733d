import { useState } from 'preact/hooks';
import type { ChannelView } from '../api.ts';
import { Avatar } from './avatar.tsx';
import { ClockPanel } from './clock.tsx';
import { useDesk } from './desk.ts';
import { Icon } from './icons.tsx';
import { People } from './people.tsx';

/** The left side: who one is, where one can go, and what time it is. */
export function Sidebar({ onJump }: { onJump(): void }) {
  const { state, language, words, speak } = useDesk();
  const rooms = state.channels.filter(({ kind }) => kind === 'room');
  const directs = state.channels.filter(({ kind }) => kind === 'direct');
  return (
    <aside class="sidebar">
      <header class="brand">
        <img src="/local/page/style/mark.svg" alt="" />
        <h1>
          Stagepost <span lang="zh-CN">驿站</span>
        </h1>
        <button
          type="button"
          class="quiet icon-button"
          aria-label={words.jump}
          title={`${words.jump} (Ctrl K)`}
          onClick={onJump}
        >
          <Icon name="search" />
        </button>
        <button
          type="button"
          class="quiet language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          aria-label={words.languageLabel}
          onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
        >
          {words.language}
        </button>
      </header>
      <Myself />
      <nav aria-label={words.channels}>
        <ul>
          {directs.map((channel) => (
            <ChannelLink key={channel.id} channel={channel} />
          ))}
        </ul>
        <h2>{words.channels}</h2>
        {rooms.length === 0 && state.revision !== null && <p class="nav-empty">{words.emptyWaiting}</p>}
        <ul>
          {rooms.map((channel) => (
            <ChannelLink key={channel.id} channel={channel} />
          ))}
        </ul>
      </nav>
      <ClockPanel />
    </aside>
  );
}

function Myself() {
  const { me, language, words } = useDesk();
  const [choosing, setChoosing] = useState(false);
  if (!me) return null;
  return (
    <div class="myself-box">
      <button type="button" class="myself" aria-haspopup="dialog" onClick={() => setChoosing(true)}>
        <Avatar person={me} />
        <span class="myself-words">
          <small>{words.actingAs}</small>
          <strong>{me.name}</strong>
          <span>{me.team ? `${me.title[language]} · ${me.team[language]}` : me.title[language]}</span>
        </span>
        <Icon name="down" />
      </button>
      {choosing && <People onClose={() => setChoosing(false)} />}
    </div>
  );
}

function ChannelLink({ channel }: { channel: ChannelView }) {
  const { channel: open, words, go } = useDesk();
  const current = channel.id === open;
  const unread = current ? 0 : channel.unread;
  return (
    <li>
      <button
        type="button"
        class={`channel-link ${unread > 0 ? 'unread' : ''}`}
        aria-current={current ? 'page' : undefined}
        onClick={() => go({ channel: channel.id, thread: null })}
      >
        {channel.kind === 'room' ? <Icon name="hash" /> : <Avatar person={null} size="s" />}
        <span class="channel-name">{channel.kind === 'room' ? channel.name : words.bot}</span>
        {unread > 0 && (
          <span class="count">
            <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
            <span class="hidden">{words.unread(unread)}</span>
          </span>
        )}
      </button>
    </li>
  );
}
