import type { PersonView } from '../api.ts';
import { useDesk } from './desk.ts';

/** Coloured initials: the last two characters of a Chinese name, the first letters of others. The bot has its mark. */
export function Avatar({ person, size = 'm' }: { person: PersonView | null; size?: 's' | 'm' }) {
  const { state } = useDesk();
  if (!person) return <img class={`avatar avatar-${size}`} src="/local/page/style/mark.svg" alt="" />;
  // Neighbours on the list of people differ most; 3 and 10 share no factor, so ten people have ten colours.
  const hue = (state.people.findIndex(({ id }) => id === person.id) * 3) % 10;
  return (
    <span class={`avatar avatar-${size} hue-${hue}`} aria-hidden="true">
      {size === 's' ? short(person.name) : initials(person.name)}
    </span>
  );
}

/** One character, where there is room for one: of a Chinese name the last, of others the first. */
function short(name: string): string {
  const letters = [...initials(name)];
  return (/\p{Script=Han}/u.test(name) ? letters.at(-1) : letters[0]) ?? '';
}

function initials(name: string): string {
  const trimmed = name.trim();
  if (/\p{Script=Han}/u.test(trimmed)) return [...trimmed].slice(-2).join('');
  const words = trimmed.split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
