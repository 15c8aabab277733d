import { useEffect, useRef } from 'preact/hooks';
import type { MenuView } from '../api.ts';
import { useDesk } from './desk.ts';

type MenuProps = {
  id: string;
  items: MenuView['items'];
  active: number;
  onChoose(item: MenuView['items'][number]): void;
  onActive(index: number): void;
};

/** What can be said, while a command is typed. The focus stays in the line; the keys are the composer's. */
export function CommandMenu({ id, items, active, onChoose, onActive }: MenuProps) {
  const { language, words } = useDesk();
  const list = useRef<HTMLDivElement>(null);
  const other = language === 'zh' ? 'en' : 'zh';

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <div class="menu">
      <p class="menu-head">
        <strong>{words.commands}</strong>
        <span>{words.menuKeys}</span>
      </p>
      <div class="menu-items" ref={list} id={id} role="listbox" aria-label={words.commands}>
        {items.map((item, index) => (
          <button
            key={`${item.en.noun} ${item.en.verb}`}
            id={`${id}-${index}`}
            type="button"
            tabIndex={-1}
            role="option"
            aria-selected={index === active}
            class="menu-item"
            onMouseMove={() => index !== active && onActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
          >
            <span class="menu-line">/{item[language].line}</span>
            <span class="menu-other">/{item[other].line}</span>
            <span class="menu-help">{item[language].help}</span>
            <span class="menu-example">
              {words.forExample} {item[language].example}
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}
