import type { PersonView } from '../api.ts';
import { Avatar } from './avatar.tsx';
import { useDesk } from './desk.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icons.tsx';
import type { Language } from './words.ts';

/** Whom one can act as, by team. */
export function People({ note, onClose }: { note?: string; onClose(): void }) {
  const { state, me, language, words, go } = useDesk();
  return (
    <Dialog title={words.actAs} kind="jump" onClose={onClose}>
      {note !== undefined && <p class="form-note">{note}</p>}
      {byTeam(state.people, language, words.noTeam).map(({ team, people }) => (
        <section key={team} class="team">
          <h3>{team}</h3>
          <ul>
            {people.map((person) => (
              <li key={person.id}>
                <button
                  type="button"
                  class="person"
                  aria-current={person.id === me?.id ? 'true' : undefined}
                  onClick={() => {
                    onClose();
                    go({ as: person.id, channel: null, thread: null });
                  }}
                >
                  <Avatar person={person} />
                  <span class="person-words">
                    <strong>{person.name}</strong>
                    <span class="person-detail">{person.title[language]}</span>
                  </span>
                  {person.id === me?.id && <Icon name="arrow" />}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

function byTeam(people: readonly PersonView[], language: Language, none: string) {
  const teams = new Map<string, PersonView[]>();
  for (const person of people) {
    const team = person.team?.[language] ?? none;
    teams.set(team, [...(teams.get(team) ?? []), person]);
  }
  return [...teams].map(([team, people]) => ({ team, people }));
}
