import type { ComponentChildren } from 'preact';
import type { MessageView } from '../api.ts';
import { Avatar } from './avatar.tsx';
import { Buttons } from './buttons.tsx';
import { CardView } from './card.tsx';
import { useDesk } from './desk.ts';
import { Icon } from './icons.tsx';
import { saidAbove } from './said.ts';
import type { Pending } from './state.ts';
import { briefly, clockTime, fullTime } from './time.ts';

type Shown = {
  message: MessageView;
  /** False right under an earlier message of the same author. */
  head: boolean;
  onThread?: (() => void) | undefined;
  /** What was sent and got no answer. */
  failed?: Pending | undefined;
};

export function MessageRow({ message, head, onThread, failed }: Shown) {
  const { words, press } = useDesk();
  const { body } = message;
  return (
    <li class={`message ${head ? 'head' : 'follow'} ${message.private ? 'private' : ''}`}>
      <Margin message={message} head={head} />
      <div class="message-main">
        {head && <Byline message={message} />}
        {saidAbove(body) !== '' && <p class="said">{saidAbove(body)}</p>}
        {body.card && (
          <CardView card={body.card} message={message} onPress={(says) => press(message, says)} />
        )}
        {body.buttons && <Buttons buttons={body.buttons} onPress={(says) => press(message, says)} />}
        <Files message={message} />
        {message.private && (
          <p class="private-note">
            <Icon name="lock" /> {words.onlyYou}
          </p>
        )}
        {failed && <Failed pending={failed} text={words.noAnswer} />}
        {message.replies && onThread && <Replies message={message} onThread={onThread} />}
      </div>
      {onThread && !message.private && (
        <button
          type="button"
          class="message-tool quiet icon-button"
          title={words.replyInThread}
          aria-label={words.replyInThread}
          onClick={onThread}
        >
          <Icon name="reply" />
        </button>
      )}
    </li>
  );
}

function useReader() {
  const { language, state } = useDesk();
  return { language, zone: state.clock?.zone ?? 'UTC' };
}

function Margin({ message, head }: { message: MessageView; head: boolean }) {
  const { state } = useDesk();
  const reader = useReader();
  if (!head) return <time class="margin-time">{clockTime(reader, message.at)}</time>;
  return <Avatar person={state.people.find(({ id }) => id === message.author) ?? null} />;
}

function Byline({ message }: { message: MessageView }) {
  const { state, words } = useDesk();
  const reader = useReader();
  const author = state.people.find(({ id }) => id === message.author);
  return (
    <p class="byline">
      <strong>{message.author === null ? words.bot : (author?.name ?? message.author)}</strong>
      {message.author === null && <span class="app-tag">{words.app}</span>}
      <time dateTime={message.at} title={fullTime(reader, message.at)}>
        {clockTime(reader, message.at)}
      </time>
      {message.editedAt !== null && <span title={fullTime(reader, message.editedAt)}>{words.edited}</span>}
    </p>
  );
}

function Files({ message }: { message: MessageView }) {
  const { words } = useDesk();
  if (message.files.length === 0) return null;
  return (
    <ul class="files">
      {message.files.map((file, index) => (
        <li key={index}>
          <a
            class="file"
            href={`/local/file/${encodeURIComponent(message.id)}/${index}`}
            aria-label={words.download(file.name)}
          >
            <Icon name="file" />
            <span class="file-name">{file.name}</span>
            <span class="file-size">{sizeOf(file.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function Replies({ message, onThread }: { message: MessageView; onThread(): void }) {
  const { state, words } = useDesk();
  const reader = useReader();
  const { replies } = message;
  if (!replies) return null;
  const when = briefly(reader, { at: replies.lastAt, now: state.clock?.now ?? replies.lastAt });
  return (
    <button type="button" class="replies" onClick={onThread}>
      <span class="reply-faces">
        {replies.authors.slice(0, 3).map((author) => (
          <Avatar key={author ?? ''} size="s" person={state.people.find(({ id }) => id === author) ?? null} />
        ))}
      </span>
      <span class="reply-count">{words.replies(replies.count)}</span>
      <span class="reply-when">{words.lastReply(when)}</span>
    </button>
  );
}

/** Something said that has no message yet. */
export function PendingRow({ pending }: { pending: Pending }) {
  const { me, words } = useDesk();
  return (
    <li class={`message head pending ${pending.state}`}>
      <Avatar person={me} />
      <div class="message-main">
        <p class="byline">
          <strong>{me?.name}</strong>
          {pending.state === 'sending' && <span role="status">{words.sending}</span>}
        </p>
        {pending.text !== '' && <p class="said">{pending.text}</p>}
        {pending.files.length > 0 && <PendingFiles pending={pending} />}
        {pending.state === 'failed' && <Failed pending={pending} text={words.notSent} />}
      </div>
    </li>
  );
}

/** What was said has arrived and the answer has not. Appears only when that takes a moment. */
export function ThinkingRow() {
  const { words } = useDesk();
  return (
    <li class="message head thinking">
      <Avatar person={null} />
      <p class="message-main" role="status">
        {words.thinking}
      </p>
    </li>
  );
}

function PendingFiles({ pending }: { pending: Pending }) {
  return (
    <ul class="files">
      {pending.files.map((file) => (
        <li key={file.name} class="file">
          <Icon name="file" />
          <span class="file-name">{file.name}</span>
          <span class="file-size">{sizeOf(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}

function Failed({ pending, text }: { pending: Pending; text: string }): ComponentChildren {
  const { say, discard, words } = useDesk();
  return (
    <p class="failed" role="alert">
      {text}{' '}
      <button type="button" class="link" onClick={() => say(pending)}>
        {words.tryAgain}
      </button>{' '}
      <button type="button" class="link" onClick={() => discard(pending.id)}>
        {words.discard}
      </button>
    </p>
  );
}
