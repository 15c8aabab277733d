import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from './desk.ts';
import { Icon } from './icons.tsx';

type DialogProps = {
  title: string;
  kind?: 'form' | 'confirm' | 'jump' | 'picture';
  onClose(): void;
  children: ComponentChildren;
};

/** A modal dialog. The browser's own keeps the focus inside, makes the rest inert and gives the focus back. */
export function Dialog({ title, kind = 'form', onClose, children }: DialogProps) {
  const { words } = useDesk();
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    // Beside the close button and Escape: a press on the backdrop, unless it began inside, as selecting text may.
    let began: EventTarget | null = null;
    const onDown = ({ target }: Event) => {
      began = target;
    };
    const onUp = ({ target }: Event) => {
      if (target === dialog && began === dialog) close.current();
    };
    dialog.addEventListener('pointerdown', onDown);
    dialog.addEventListener('click', onUp);
    dialog.showModal();
    return () => {
      dialog.removeEventListener('pointerdown', onDown);
      dialog.removeEventListener('click', onUp);
      dialog.close();
    };
  }, []);

  return (
    <dialog
      ref={ref}
      class={`dialog dialog-${kind}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={heading}>{title}</h2>
          <button type="button" class="quiet icon-button" aria-label={words.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
