import { z } from 'zod';
import type { State } from '../drafts.ts';
import type { StateValue, ViewBody } from '../input/payload.ts';
import { LIMITS } from '../limits.ts';
import type { SlackPorts } from '../ports.ts';
import { paragraph } from '../render/block.ts';
import { ACTIONS } from '../render/buttons.ts';
import { plain } from '../render/text.ts';
import { texts } from '../texts.ts';
import { carriedBy, keptValue } from '../words.ts';
import { readingView } from './modal.ts';
import { type Stacking, stacked } from './stack.ts';
import { aside, type Voice } from './voice.ts';

type Opening = { voice: Voice; value: string } & Omit<Stacking, 'client'>;

/** Shows what a message had no room for; false when it is kept no longer. */
export async function openRest(ports: SlackPorts, { voice, value, trigger, on }: Opening): Promise<boolean> {
  const rest = await keptBy(ports, voice, value);
  if (rest?.kind !== 'rest') return false;
  const { client } = voice.calls;
  await stacked({ client, trigger, on }, await readingView(voice, rest, 'last'));
  return true;
}

/** Opens a form again as it was when it was closed; false when it is kept no longer. */
export async function openView(ports: SlackPorts, { voice, value, trigger }: Opening): Promise<boolean> {
  const kept = await keptBy(ports, voice, value);
  if (kept?.kind !== 'view') return false;
  await voice.calls.client.apiCall('views.open', { trigger_id: trigger, view: kept.view });
  return true;
}

async function keptBy(ports: SlackPorts, voice: Voice, value: string) {
  const carried = carriedBy(value);
  return carried?.kind === 'kept' ? ports.kept(voice.calls.workspace, carried.id) : null;
}

const Block = z.looseObject({
  block_id: z.string().optional(),
  type: z.string(),
  element: z.looseObject({ action_id: z.string(), type: z.string() }).optional(),
});
type Block = z.infer<typeof Block>;
const Shown = z.looseObject({ blocks: z.array(Block) });

type Closed = { voice: Voice; view: ViewBody['view']; state: State };

/** A form that is closed with something in it is put aside; a button brings it back as it was. */
export async function keepClosed(ports: SlackPorts, { voice, view, state }: Closed): Promise<void> {
  const shown = Shown.safeParse(view);
  if (!shown.success) return;
  const { blocks } = shown.data;
  const filled = blocks.map((block) => withState(block, state));
  if (JSON.stringify(filled) === JSON.stringify(blocks)) return;
  const { workspace } = voice.calls;
  const { type, callback_id, title, submit, close, private_metadata } = shown.data;
  const shape = { type, callback_id, title, submit, ...(close ? { close } : {}), private_metadata };
  const body = { ...shape, notify_on_close: true, blocks: filled };
  const id = await ports.keep(workspace, { kind: 'view', view: body });
  const locale = await voice.locale;
  const name = z.object({ text: z.string() }).safeParse(title).data?.text ?? '';
  const text = texts[locale].draft(name);
  await aside(voice, {
    text,
    blocks: [
      paragraph(text),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: `${ACTIONS.view}:0`,
            text: plain(texts[locale].goOn, LIMITS.buttonText),
            value: keptValue(id),
          },
        ],
      },
    ],
  });
}

/** A field as it stood when the modal was closed. */
function withState(block: Block, state: State): Block {
  const { element, block_id: id = '' } = block;
  const now = element === undefined ? undefined : state[id]?.[element.action_id];
  if (element === undefined || now === undefined) return block;
  const {
    initial_value: _,
    initial_date: __,
    initial_time: ___,
    initial_option: ____,
    initial_options: _____,
    ...bare
  } = element;
  return { ...block, element: { ...bare, ...initialOf(now) } };
}

function initialOf(now: StateValue): object {
  const { value, selected_date, selected_time, selected_option, selected_options } = now;
  if (selected_options && selected_options.length > 0) return { initial_options: selected_options };
  if (selected_option) return { initial_option: selected_option };
  if (selected_date) return { initial_date: selected_date };
  if (selected_time) return { initial_time: selected_time };
  return value ? { initial_value: value } : {};
}
