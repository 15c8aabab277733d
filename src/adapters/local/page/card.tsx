import { useState } from 'preact/hooks';
import type { Card, CardElement, Cell, Fact, ListItem, Words as Said } from '../../../chat/card.ts';
import type { MessageView, PictureView } from '../api.ts';
import { Buttons, type Press, PressableText } from './buttons.tsx';
import { useDesk } from './desk.ts';
import { Dialog } from './dialog.tsx';
import { Path } from './path.tsx';
import { picturesOf } from './pictures.ts';
import { tongueOf } from './tongue.ts';
import { type Words, words } from './words.ts';

type CardProps = {
  card: Card;
  message: Pick<MessageView, 'id' | 'revision' | 'pictures'>;
  onPress: Press;
};

/** A card of the bot: one component for each kind of element. */
export function CardView({ card, message, onPress }: CardProps) {
  const { language } = useDesk();
  const pictures = picturesOf(card);
  return (
    <article class="card">
      <header class="card-head">
        <div>
          <h3>{card.title}</h3>
          {card.subtitle !== undefined && <p class="card-subtitle">{card.subtitle}</p>}
        </div>
        {card.badge && <span class={`badge tone-${card.badge.tone}`}>{card.badge.text}</span>}
      </header>
      <Elements
        elements={card.elements}
        words={words[tongueOf(card) ?? language]}
        drawn={(element) => {
          const position = pictures.indexOf(element.picture);
          const at = (name: string) =>
            `/local/picture/${encodeURIComponent(message.id)}/${name}.png?revision=${message.revision}`;
          return {
            wide: at(`${position}`),
            narrow: at(`${position}-narrow`),
            sizes: message.pictures[position],
          };
        }}
        onPress={onPress}
      />
      {card.footer !== undefined && <footer class="card-foot">{card.footer}</footer>}
    </article>
  );
}

/** Where a picture is drawn, and how large it will be. */
type Drawn = { wide: string; narrow: string; sizes: PictureView | undefined };

type PictureElement = Extract<CardElement, { kind: 'picture' }>;
type ElementsProps = {
  elements: readonly CardElement[];
  /** In the card's language. */
  words: Words;
  drawn(element: PictureElement): Drawn;
  onPress: Press;
};

function Elements({ elements, ...rest }: ElementsProps) {
  return (
    <>
      {elements.map((element, index) => (
        <Element key={index} element={element} {...rest} />
      ))}
    </>
  );
}

type ElementProps = Omit<ElementsProps, 'elements'> & { element: CardElement };

function Element({ element, onPress, ...rest }: ElementProps) {
  const { words, drawn } = rest;
  switch (element.kind) {
    case 'text':
      return <p class={`card-text tone-${element.tone ?? 'plain'}`}>{element.text}</p>;
    case 'facts':
      return <Facts facts={element.facts} onPress={onPress} />;
    case 'path':
      return <Path steps={element.steps} words={words} />;
    case 'list':
      return <List element={element} onPress={onPress} />;
    case 'table':
      return <Table element={element} onPress={onPress} />;
    case 'picture':
      return <Drawing drawn={drawn(element)} element={element} />;
    case 'buttons':
      return <Buttons buttons={element.buttons} onPress={onPress} />;
    case 'more':
      return (
        <details class="more">
          <summary>{element.summary}</summary>
          <div class="more-body">
            <Elements elements={element.elements} onPress={onPress} {...rest} />
          </div>
        </details>
      );
    case 'divider':
      return <hr />;
  }
}

function Facts({ facts, onPress }: { facts: readonly Fact[]; onPress: Press }) {
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div key={fact.label} class="fact">
          <dt>{fact.label}</dt>
          <dd class={`tone-${fact.tone ?? 'plain'}`}>
            <PressableText text={fact.value} says={fact.press} onPress={onPress} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function List({ element, onPress }: { element: Extract<CardElement, { kind: 'list' }>; onPress: Press }) {
  return (
    <section class="list">
      {element.title !== undefined && <h4>{element.title}</h4>}
      <ul>
        {element.items.map((item, index) => (
          <Item key={index} item={item} onPress={onPress} />
        ))}
      </ul>
    </section>
  );
}

function Item({ item, onPress }: { item: ListItem; onPress: Press }) {
  return (
    <li class={`item tone-${item.tone ?? 'plain'}`}>
      <div class="item-words">
        <span class="item-title">
          <PressableText text={item.title} says={item.press} onPress={onPress} />
        </span>
        {item.detail !== undefined && <span class="item-detail">{item.detail}</span>}
      </div>
      {item.buttons && <Buttons buttons={item.buttons} onPress={onPress} />}
    </li>
  );
}

function Table({ element, onPress }: { element: Extract<CardElement, { kind: 'table' }>; onPress: Press }) {
  const align = (column: number) => (element.columns[column]?.align === 'end' ? 'end' : 'start');
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            {element.columns.map((column, index) => (
              <th key={column.label} scope="col" class={align(index)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {element.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <TableCell key={column} cell={cell} align={align(column)} onPress={onPress} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TableCell({ cell, align, onPress }: { cell: Cell; align: string; onPress: Press }) {
  const { text, press, tone }: { text: string; press?: Said; tone?: string } =
    typeof cell === 'string' ? { text: cell } : cell;
  return (
    <td class={`${align} tone-${tone ?? 'plain'}`}>
      <PressableText text={text} says={press} onPress={onPress} />
    </td>
  );
}

/** On a phone a narrower drawing, with words of a readable size. Its room is kept free until it is there. */
function Drawing({ drawn, element }: { drawn: Drawn; element: PictureElement }) {
  const { words } = useDesk();
  const [failed, setFailed] = useState(false);
  const [large, setLarge] = useState(false);
  return (
    <figure class="picture">
      {failed ? (
        <p class="picture-failed">
          {words.pictureFailed} {element.alt}
        </p>
      ) : (
        <button type="button" class="picture-open" title={words.enlarge} onClick={() => setLarge(true)}>
          <picture>
            <source media="(max-width: 700px)" srcset={drawn.narrow} {...drawn.sizes?.narrow} />
            <img
              src={drawn.wide}
              alt={element.alt}
              loading="lazy"
              onError={() => setFailed(true)}
              {...drawn.sizes?.wide}
            />
          </picture>
        </button>
      )}
      {large && (
        <Dialog title={element.picture.title} kind="picture" onClose={() => setLarge(false)}>
          <picture>
            <source media="(max-width: 700px)" srcset={drawn.narrow} />
            <img src={drawn.wide} alt={element.alt} />
          </picture>
        </Dialog>
      )}
    </figure>
  );
}
