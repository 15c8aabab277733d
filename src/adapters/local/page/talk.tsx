import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChannelView } from '../api.ts';
import { Avatar } from './avatar.tsx';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { useDesk } from './desk.ts';
import { FormAside } from './form.tsx';
import { Icon } from './icons.tsx';
import { talkKey } from './state.ts';

/** The open channel. */
export function Talk({ channel }: { channel: ChannelView }) {
  const { state, me, words, go } = useDesk();
  const [fill, setFill] = useState<{ line: string } | null>(null);
  const name = channel.kind === 'direct' ? words.bot : channel.name;
  const placeholder = channel.kind === 'direct' ? words.tellBot : words.message(name);
  const form = state.form && !state.form.shown && state.form.origin.thread === null ? state.form : null;
  const talk = state.talks[talkKey(channel.id, null)];
  // The bot may speak first; what one can say to it is still worth knowing.
  const unspoken =
    channel.kind === 'direct' &&
    talk !== undefined &&
    talk.messages.length > 0 &&
    !talk.more &&
    talk.messages.every(({ author }) => author !== me?.id) &&
    !state.pending.some((one) => one.channel === channel.id);
  return (
    <DropZone>
      {(dropped) => (
        <>
          <ChannelHead channel={channel} onBack={() => go({ channel: null, thread: null })} />
          <Conversation
            channel={channel.id}
            thread={null}
            label={name}
            empty={<Beginning channel={channel} name={name} onExample={(line) => setFill({ line })} />}
          />
          {unspoken && <Examples direct onExample={(line) => setFill({ line })} />}
          {form && <FormAside open={form} />}
          <Composer
            channel={channel.id}
            thread={null}
            placeholder={placeholder}
            fill={fill}
            dropped={dropped}
          />
        </>
      )}
    </DropZone>
  );
}

/** A message and the talk under it. */
export function Thread({ channel, root }: { channel: ChannelView; root: string }) {
  const { state, words, go } = useDesk();
  const underBot = state.talks[talkKey(channel.id, root)]?.root?.author === null;
  const form = state.form && !state.form.shown && state.form.origin.thread === root ? state.form : null;
  return (
    <DropZone>
      {(dropped) => (
        <>
          <header class="talk-head">
            <button
              type="button"
              class="quiet icon-button phone-only"
              aria-label={words.back}
              onClick={() => go({ thread: null })}
            >
              <Icon name="back" />
            </button>
            <div class="talk-title">
              <h2>{words.thread}</h2>
              <p>{channel.kind === 'direct' ? words.bot : `# ${channel.name}`}</p>
            </div>
            <button
              type="button"
              class="quiet icon-button wide-only"
              aria-label={words.close}
              onClick={() => go({ thread: null })}
            >
              <Icon name="close" />
            </button>
          </header>
          <Conversation
            channel={channel.id}
            thread={root}
            label={words.thread}
            empty={<p class="thread-empty">{words.emptyThreadText}</p>}
          />
          {form && <FormAside open={form} />}
          <Composer
            channel={channel.id}
            thread={root}
            placeholder={underBot ? words.replyToBot : words.reply}
            dropped={dropped}
          />
        </>
      )}
    </DropZone>
  );
}

function ChannelHead({ channel, onBack }: { channel: ChannelView; onBack(): void }) {
  const { state, language, words } = useDesk();
  const direct = channel.kind === 'direct';
  const members = state.people.filter(({ id }) => channel.members.includes(id));
  return (
    <header class="talk-head">
      <button type="button" class="quiet icon-button phone-only" aria-label={words.back} onClick={onBack}>
        <Icon name="back" />
      </button>
      {direct ? <Avatar person={null} /> : <Icon name="hash" />}
      <div class="talk-title">
        <h2>{direct ? words.bot : channel.name}</h2>
        <p>{direct ? words.directWithBot : channel.topic?.[language]}</p>
      </div>
      {!direct && (
        <span class="members" title={members.map(({ name }) => name).join(' · ')}>
          <span class="faces" aria-hidden="true">
            {members.slice(0, 4).map((person) => (
              <Avatar key={person.id} person={person} size="s" />
            ))}
          </span>
          {words.members(channel.members.length)}
        </span>
      )}
    </header>
  );
}

type BeginningProps = { channel: ChannelView; name: string; onExample(line: string): void };

/** An empty conversation says what one can type. */
function Beginning({ channel, name, onExample }: BeginningProps) {
  const { words } = useDesk();
  const direct = channel.kind === 'direct';
  return (
    <div class="beginning">
      <img src="/local/page/style/mark.svg" alt="" />
      <h3>{direct ? words.emptyDirectTitle : words.emptyRoomTitle(name)}</h3>
      <p>{direct ? words.emptyDirectText : words.emptyRoomText}</p>
      <Examples direct={direct} onExample={onExample} />
    </div>
  );
}

function Examples({ direct, onExample }: { direct: boolean; onExample(line: string): void }) {
  const { words } = useDesk();
  return (
    <div class="examples">
      <p class="try">{words.tryOne}</p>
      <div class="chips">
        {(direct ? words.tryDirect : words.tryRoom).map((line) => (
          <button key={line} type="button" class="chip" onClick={() => onExample(line)}>
            {line}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Files may be dropped anywhere on a conversation; they land in its composer. */
function DropZone({ children }: { children(dropped: readonly File[] | null): ComponentChildren }) {
  const { words } = useDesk();
  const zone = useRef<HTMLDivElement>(null);
  const { over, dropped } = useDrop(zone);
  return (
    <div class="talk" ref={zone}>
      {children(dropped)}
      {over && <div class="drop-here">{words.drop}</div>}
    </div>
  );
}

function useDrop(zone: { current: HTMLElement | null }) {
  const [over, setOver] = useState(false);
  const [dropped, setDropped] = useState<readonly File[] | null>(null);
  useEffect(() => {
    const element = zone.current;
    if (!element) return;
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener(
      'dragover',
      (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    element.addEventListener(
      'dragleave',
      ({ relatedTarget: to }) => {
        if (!(to instanceof Node && element.contains(to))) setOver(false);
      },
      { signal },
    );
    element.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) setDropped(files);
      },
      { signal },
    );
    return () => listening.abort();
  }, []);
  return { over, dropped };
}
