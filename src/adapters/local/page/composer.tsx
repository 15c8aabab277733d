import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MenuView } from '../api.ts';
import { CommandMenu } from './command-menu.tsx';
import { useDesk } from './desk.ts';
import { type Attached, attached, attachLimit } from './files.ts';
import { Icon } from './icons.tsx';
import { fitting, slashed } from './menu.ts';
import { sizeOf } from './message.tsx';

type ComposerProps = {
  channel: string;
  thread: string | null;
  placeholder: string;
  /** A line to put in, chosen from the examples; a new object each time. */
  fill?: { line: string } | null;
  /** Files dropped on the conversation; a new array each time. */
  dropped?: readonly File[] | null;
};

/** Where one types. What is typed is kept per person and conversation until it is sent, also over a reload. */
export function Composer({ channel, thread, placeholder, fill, dropped }: ComposerProps) {
  const { me, state, words, say } = useDesk();
  const draft = useDraft(`draft ${me?.id} ${channel} ${thread ?? ''}`);
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const [tooLarge, setTooLarge] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const menu = useMenu(state.menu, draft.text);
  const menuId = useId();

  useLayoutEffect(() => {
    if (!fill) return;
    draft.write(fill.line);
    box.current?.focus();
  }, [fill]);
  useEffect(() => {
    if (dropped) attach(dropped);
  }, [dropped]);
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 200)}px`;
  }, [draft.text]);

  async function attach(chosen: readonly File[]): Promise<void> {
    const size = [...files, ...chosen].reduce((sum, file) => sum + file.size, 0);
    setTooLarge(size > attachLimit);
    if (size > attachLimit) return;
    const read = await Promise.all(chosen.map(attached));
    setFiles((before) => [...before, ...read]);
    box.current?.focus();
  }

  function send(): void {
    const text = draft.text.trim();
    if (text === '' && files.length === 0) return;
    draft.write('');
    setFiles([]);
    say({ id: crypto.randomUUID(), channel, thread, text, files });
  }

  function choose(item: MenuView['items'][number]): void {
    draft.write(menu.lineOf(item));
    menu.reset();
    box.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While a Chinese input method is composing, Enter and the arrows are its own.
    if (event.isComposing) return;
    if (menu.onKey(event, choose)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  }

  return (
    <div class="composer">
      {menu.open && (
        <CommandMenu
          id={menuId}
          items={menu.items}
          active={menu.active}
          onChoose={choose}
          onActive={menu.setActive}
        />
      )}
      {files.length > 0 && (
        <ul class="files attached">
          {files.map((file, index) => (
            <li key={index} class="file">
              <Icon name="file" />
              <span class="file-name">{file.name}</span>
              <span class="file-size">{sizeOf(file.size)}</span>
              <button
                type="button"
                class="quiet"
                aria-label={words.removeFile(file.name)}
                onClick={() => setFiles(files.filter((one) => one !== file))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {tooLarge && (
        <p class="failed" role="alert">
          {words.tooLarge}
        </p>
      )}
      <div class="composer-line">
        <label class="quiet icon-button attach" title={words.attach}>
          <Icon name="clip" />
          <span class="hidden">{words.attach}</span>
          <input
            type="file"
            multiple
            onChange={(event) => {
              attach([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
        </label>
        <textarea
          ref={box}
          rows={1}
          value={draft.text}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-autocomplete="list"
          aria-controls={menuId}
          aria-activedescendant={menu.open ? `${menuId}-${menu.active}` : undefined}
          onInput={(event) => {
            draft.write(event.currentTarget.value);
            menu.reset();
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const pasted = [...(event.clipboardData?.files ?? [])];
            if (pasted.length > 0) attach(pasted);
          }}
        />
        <button
          type="button"
          class="send icon-button"
          aria-label={words.send}
          disabled={draft.text.trim() === '' && files.length === 0}
          onClick={send}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}

function useDraft(key: string): { text: string; write(text: string): void } {
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  return {
    text: drafts[key] ?? sessionStorage.getItem(key) ?? '',
    write(text) {
      if (text === '') sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, text);
      setDrafts((before) => ({ ...before, [key]: text }));
    },
  };
}

type Item = MenuView['items'][number];

/** The `/` menu over what is being typed. */
function useMenu(all: MenuView['items'], text: string) {
  const { language } = useDesk();
  const [active, setActive] = useState(0);
  const [closed, setClosed] = useState(false);
  const typed = slashed(text);
  const items = typed === null ? [] : fitting(all, typed);
  const open = !closed && items.length > 0;

  /** True: the key was the menu's. */
  function onKey(event: KeyboardEvent, choose: (item: Item) => void): boolean {
    if (!open) return false;
    const item = items[active];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((active + step + items.length) % items.length);
    else if (event.key === 'Escape') setClosed(true);
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
      if (!item) return false;
      // A verb that is typed out is sent, not filled in again.
      if (event.key === 'Enter' && [item.en.line, item.zh.line].includes((typed ?? '').trim())) return false;
      choose(item);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    items,
    open,
    active: Math.min(active, items.length - 1),
    setActive,
    onKey,
    reset() {
      setActive(0);
      setClosed(false);
    },
    /** In the language one types in, else in the page's. */
    lineOf(item: Item): string {
      const chinese = /\p{Script=Han}/u.test(typed ?? '');
      const latin = /[a-z]/i.test(typed ?? '');
      const line = item[chinese ? 'zh' : latin ? 'en' : language].line;
      return `/${line} `;
    },
  };
}
