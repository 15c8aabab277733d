import { z } from 'zod';

/** What we subscribe to. The README's console steps name the same. */
export const eventTypes = [
  'im.message.receive_v1',
  'card.action.trigger',
  'application.bot.menu_v6',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'contact.user.deleted_v3',
  'contact.user.updated_v3',
] as const;
export type EventType = (typeof eventTypes)[number];

const openId = z.object({ open_id: z.string().min(1) });

const Message = z.object({
  sender: z.object({
    sender_id: z.object({ open_id: z.string().nullish() }).nullish(),
    sender_type: z.string(),
    tenant_key: z.string().nullish(),
  }),
  message: z.object({
    message_id: z.string().min(1),
    root_id: z.string().nullish(),
    parent_id: z.string().nullish(),
    thread_id: z.string().nullish(),
    create_time: z.string(),
    chat_id: z.string().min(1),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z
      .array(z.object({ key: z.string(), id: z.object({ open_id: z.string().nullish() }), name: z.string() }))
      .nullish(),
  }),
});
export type MessageEvent = z.output<typeof Message>;

const CardAction = z.object({
  operator: z.object({ open_id: z.string().min(1), tenant_key: z.string().nullish() }),
  action: z.object({
    value: z.unknown(),
    option: z.string().nullish(),
    form_value: z.record(z.string(), z.unknown()).nullish(),
  }),
  context: z.object({ open_message_id: z.string().min(1), open_chat_id: z.string().min(1) }),
});
export type CardEvent = z.output<typeof CardAction>;

const Menu = z.object({ operator: z.object({ operator_id: openId }), event_key: z.string().min(1) });
const Added = z.object({ chat_id: z.string().min(1), operator_id: openId, external: z.boolean().nullish() });
const Removed = z.object({ chat_id: z.string().min(1) });
const Left = z.object({ object: openId });
/** A profile that changed, in whatever way; `status` where the app may see it. */
const Updated = z.object({
  object: openId.extend({
    status: z.object({ is_resigned: z.boolean().nullish(), is_exited: z.boolean().nullish() }).nullish(),
  }),
});

/** One event, as both ways in bring it. */
export type Delivery = {
  /** Names the event through all redeliveries. */
  id: string;
  tenant: string;
  at: Date;
} & (
  | { type: 'message'; event: MessageEvent }
  | { type: 'card'; event: CardEvent }
  | { type: 'menu'; event: z.output<typeof Menu> }
  | { type: 'added'; event: z.output<typeof Added> }
  | { type: 'removed'; event: z.output<typeof Removed> }
  | { type: 'left'; event: z.output<typeof Left> }
);

const Header = z.object({
  event_id: z.string().min(1),
  tenant_key: z.string().min(1),
  create_time: z
    .string()
    .regex(/^\d{1,20}$/)
    .nullish(),
});
const Enveloped = z.object({ header: z.looseObject({ event_type: z.string() }), event: z.unknown() });

/** A press is told of in microseconds, everything else in milliseconds; those have 13 digits until 2286. */
const instantOf = (digits: string): Date => new Date(Number(digits.slice(0, 13)));

/** From a webhook: header and event apart. Null for what we do not know. */
export function fromWebhook(body: unknown, arrived: Date): Delivery | null {
  const envelope = Enveloped.safeParse(body);
  if (!envelope.success) return null;
  const { header, event } = envelope.data;
  const type = eventTypes.find((one) => one === header.event_type);
  return type === undefined ? null : delivery({ type, header, arrived }, event);
}

/** From the long connection: the SDK lays header and event into one. */
export const fromSocket = (type: EventType, flat: unknown, arrived: Date): Delivery | null =>
  delivery({ type, header: flat, arrived }, flat);

type Around = { type: EventType; header: unknown; arrived: Date };

function delivery({ type, header, arrived }: Around, event: unknown): Delivery | null {
  const known = Header.safeParse(header);
  if (!known.success) return null;
  const { event_id: id, tenant_key: tenant, create_time: created } = known.data;
  const base = { id, tenant, at: typeof created === 'string' ? instantOf(created) : arrived };
  switch (type) {
    case 'im.message.receive_v1':
      return typed(Message, event, (parsed) => ({ ...base, type: 'message', event: parsed }));
    case 'card.action.trigger':
      return typed(CardAction, event, (parsed) => ({ ...base, type: 'card', event: parsed }));
    case 'application.bot.menu_v6':
      return typed(Menu, event, (parsed) => ({ ...base, type: 'menu', event: parsed }));
    case 'im.chat.member.bot.added_v1':
      return typed(Added, event, (parsed) => ({ ...base, type: 'added', event: parsed }));
    case 'im.chat.member.bot.deleted_v1':
      return typed(Removed, event, (parsed) => ({ ...base, type: 'removed', event: parsed }));
    case 'contact.user.deleted_v3':
      return typed(Left, event, (parsed) => ({ ...base, type: 'left', event: parsed }));
    case 'contact.user.updated_v3':
      return typed(Updated, event, (parsed) => {
        const { is_resigned: resigned, is_exited: exited } = parsed.object.status ?? {};
        return resigned === true || exited === true ? { ...base, type: 'left', event: parsed } : null;
      });
  }
}

function typed<S extends z.ZodType>(
  schema: S,
  event: unknown,
  make: (parsed: z.output<S>) => Delivery | null,
): Delivery | null {
  const parsed = schema.safeParse(event);
  return parsed.success ? make(parsed.data) : null;
}
