import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Avatar } from './avatar.tsx';
import type { Desk } from './desk.ts';
import { useDesk } from './desk.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icons.tsx';
import type { Route } from './route.ts';

type Goal = { key: string; label: string; detail: string; picture: ComponentChildren; to: Partial<Route> };

/** Ctrl/Cmd K: to a channel, or into somebody's shoes. */
export function Jump({ onClose }: { onClose(): void }) {
  const desk = useDesk();
  const { words, go } = desk;
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const line = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => line.current?.focus(), []);
  const query = typed.trim().toLowerCase();
  const goals = goalsOf(desk).filter(({ label, detail }) =>
    `${label} ${detail}`.toLowerCase().includes(query),
  );

  function take(goal: Goal | undefined): void {
    if (!goal) return;
    onClose();
    go(goal.to);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && goals.length > 0) setActive((active + step + goals.length) % goals.length);
    else if (event.key === 'Enter') take(goals[active]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog title={words.jump} kind="jump" onClose={onClose}>
      <input
        class="jump-line"
        type="text"
        value={typed}
        placeholder={words.jumpHint}
        aria-label={words.jumpHint}
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={goals[active] ? `${list}-${active}` : undefined}
        ref={line}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div class="jump-goals" id={list} role="listbox" aria-label={words.jump}>
        {goals.map((goal, index) => (
          <button
            key={goal.key}
            id={`${list}-${index}`}
            type="button"
            tabIndex={-1}
            role="option"
            aria-selected={index === active}
            class="person"
            onClick={() => take(goal)}
          >
            {goal.picture}
            <span class="person-words">
              <strong>{goal.label}</strong>
              <span class="person-detail">{goal.detail}</span>
            </span>
          </button>
        ))}
        {goals.length === 0 && <p class="options-none">{words.jumpNothing}</p>}
      </div>
    </Dialog>
  );
}

function goalsOf({ state, words, language, me }: Desk): readonly Goal[] {
  const channels = state.channels.map(
    (channel): Goal => ({
      key: `channel ${channel.id}`,
      label: channel.kind === 'direct' ? words.bot : channel.name,
      detail: channel.kind === 'direct' ? words.direct : (channel.topic?.[language] ?? words.channel),
      picture:
        channel.kind === 'direct' ? (
          <Avatar person={null} />
        ) : (
          <span class="avatar avatar-m hashed">
            <Icon name="hash" />
          </span>
        ),
      to: { channel: channel.id, thread: null },
    }),
  );
  const people = state.people
    .filter(({ id }) => id !== me?.id)
    .map(
      (person): Goal => ({
        key: `person ${person.id}`,
        label: person.name,
        detail: person.team ? `${person.title[language]} · ${person.team[language]}` : person.title[language],
        picture: <Avatar person={person} />,
        to: { as: person.id, channel: null, thread: null },
      }),
    );
  return [...channels, ...people];
}
