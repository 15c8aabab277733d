import { dealCard } from '../cards/deal.ts';
import { dealLine } from '../cards/line.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { Pen } from '../cards/pen.ts';
import type { Address } from '../chat/adapter.ts';
import { living } from '../chat/answer/in-place.ts';
import { isForRoom, type Message, type Reply } from '../chat/message.ts';
import { dayOf } from '../domain/day.ts';
import { type Locale, languageOf, otherLocale } from '../domain/people.ts';
import type { DealView } from '../domain/views.ts';
import { messages } from '../i18n/messages.ts';
import type { OutboxBody } from '../store/outbox.ts';
import type { Reads } from '../store/reads.ts';

/** `to`: it goes there, and not where the row says. */
export type Content = { message: Message; locale: Locale; twin?: Message; to?: Address };

/** Where a row is read: on which platform, and whether in both languages. */
type Reading = { platform: string; both: boolean };

/** What an outbox row says, from what is true when it is sent; null when there is nothing left to say. */
export async function contentOf(
  body: OutboxBody<Message>,
  read: Reads,
  where: Reading,
): Promise<Content | null | 'not yet'> {
  switch (body.kind) {
    case 'message': {
      const { message, twin = body.twin } = said(body.message);
      return { message, locale: body.locale, ...(where.both && twin !== undefined && { twin }) };
    }
    case 'deal.card': {
      const view = await read.dealView(body.deal);
      if (view === null) return null;
      const pen = await roomPen(read, view.state.teamId);
      return shared((own) => cardMessage(view, own), pen, where);
    }
    case 'deal.line': {
      const [view, history, pipelines] = await Promise.all([
        read.dealView(body.deal),
        read.history(body.deal),
        read.pipelines(),
      ]);
      if (view === null || view.state.confidential) return null;
      const facts = {
        view,
        events: history.filter((event) => body.seqs.includes(event.seq)),
        stages: pipelines.flatMap((one) => one.stages),
        via: body.via === where.platform ? null : body.via,
      };
      const pen = await roomPen(read, view.state.teamId);
      const say = (own: Pen): Message | null => {
        const text = dealLine(facts, own);
        return text === null ? null : { text };
      };
      return shared(say, pen, where);
    }
    case 'answer': {
      const person = await read.person(body.personId);
      if (person === null) return null;
      const reply = await read.answered(body.key);
      if (isMessage(reply)) {
        const { message, twin } = said(reply);
        const own = { message, locale: person.locale };
        return body.room && isForRoom(reply) ? { ...own, ...(twin && { twin }), to: body.room } : own;
      }
      if (read.now < new Date(body.until)) return 'not yet';
      return { message: { text: messages[person.locale].chat.nothingDone }, locale: person.locale };
    }
    case 'notice': {
      const person = await read.person(body.personId);
      if (person === null || person.status === 'left') return null;
      const pen = { ...(await roomPen(read, null)), locale: person.locale, m: messages[person.locale] };
      const message = await noticeMessage(body.notice, { read, reader: person, pen });
      return message === null ? null : { message, locale: person.locale };
    }
  }
}

/** In the language of the place, and in the other one too where both are shown. */
function shared(say: (pen: Pen) => Message | null, pen: Pen, { both }: Reading): Content | null {
  const message = say(pen);
  if (message === null) return null;
  const locale = otherLocale(pen.locale);
  const twin = both ? say({ ...pen, locale, m: messages[locale] }) : null;
  return { message, locale: pen.locale, ...(twin !== null && { twin }) };
}

function cardMessage(view: DealView, pen: Pen): Message {
  // A deal that became confidential has nothing more to show in the room that was its home.
  if (view.state.confidential) {
    const text = `#${view.number} · ${pen.m.deal.card.confidential}`;
    return { text, card: { title: text, elements: [] } };
  }
  const card = living(dealCard(view, pen));
  return { text: card.title, card };
}

/** What a stored answer says, where it was meant for a room in both languages. */
function said(stored: Message | Reply): { message: Message; twin?: Message } {
  if (!('audience' in stored)) return { message: stored };
  const { audience: _, replaces: __, twin, ...message } = stored;
  return { message, ...(twin !== undefined && { twin }) };
}

/** A stored answer, as commit wrote it. */
const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';

/** How a shared place is written to: in the language of the team that a deal is with. */
async function roomPen(read: Reads, teamId: string | null): Promise<Pen> {
  const [organisation, people] = await Promise.all([read.organisation(), read.people()]);
  const locale = languageOf(teamId, { organisation, people });
  const { zone, calendar } = organisation;
  return { m: messages[locale], locale, today: dayOf(read.now, zone), office: { zone, calendar } };
}
