import { useState } from 'preact/hooks';
import type { Button, Words as Said } from '../../../chat/card.ts';
import { useDesk } from './desk.ts';
import { Dialog } from './dialog.tsx';

/** Says words for the reader; false when it did not work. */
export type Press = (says: Said) => Promise<boolean>;

type Pressing = { state: 'ready' | 'busy' | 'failed'; press(says: Said): Promise<void> };

/** One press at a time: what is being said is not said again by a second click. */
function usePress(onPress: Press): Pressing {
  const [state, setState] = useState<Pressing['state']>('ready');
  return {
    state,
    async press(says) {
      if (state === 'busy') return;
      setState('busy');
      setState((await onPress(says)) ? 'ready' : 'failed');
    },
  };
}

export function Buttons({ buttons, onPress }: { buttons: readonly Button[]; onPress: Press }) {
  const { words } = useDesk();
  const { state, press } = usePress(onPress);
  const [asked, setAsked] = useState<Button | null>(null);
  return (
    <div class="buttons">
      {buttons.map((button) => (
        <button
          key={button.label}
          type="button"
          class={`button ${button.tone ?? ''}`}
          aria-disabled={state === 'busy'}
          onClick={() => (button.confirm ? setAsked(button) : press(button.says))}
        >
          {button.label}
        </button>
      ))}
      {state === 'failed' && (
        <span class="failed" role="alert">
          {words.pressFailed}
        </span>
      )}
      {asked && (
        <Confirm
          button={asked}
          onNo={() => setAsked(null)}
          onYes={() => {
            setAsked(null);
            press(asked.says);
          }}
        />
      )}
    </div>
  );
}

function Confirm({ button, onNo, onYes }: { button: Button; onNo(): void; onYes(): void }) {
  const { words } = useDesk();
  return (
    <Dialog title={button.confirm?.title ?? button.label} kind="confirm" onClose={onNo}>
      <p>{button.confirm?.text}</p>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick={onNo}>
          {words.cancel}
        </button>
        <button type="button" class={`button ${button.tone ?? 'primary'}`} onClick={onYes}>
          {button.label}
        </button>
      </footer>
    </Dialog>
  );
}

/** Text that may open what stands behind it. */
export function PressableText({
  text,
  says,
  onPress,
}: {
  text: string;
  says: Said | undefined;
  onPress: Press;
}) {
  const { words } = useDesk();
  const { state, press } = usePress(onPress);
  if (!says) return <>{text}</>;
  return (
    <>
      <button type="button" class="link" aria-disabled={state === 'busy'} onClick={() => press(says)}>
        {text}
      </button>
      {state === 'failed' && (
        <span class="failed" role="alert">
          {words.pressFailed}
        </span>
      )}
    </>
  );
}
