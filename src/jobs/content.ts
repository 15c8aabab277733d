import { dealCard, type Pen } from '../cards/deal.ts';
import { dealLine } from '../cards/line.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { Message } from '../chat/message.ts';
import { dayOf } from '../domain/day.ts';
import type { Locale } from '../domain/people.ts';
import { messages } from '../i18n/messages.ts';
import type { OutboxBody } from '../store/outbox.ts';
import type { Reads } from '../store/reads.ts';

export type Content = { message: Message; locale: Locale };

/** What an outbox row says, from what is true when it is sent; null when there is nothing left to say. */
export async function contentOf(body: OutboxBody<Message>, read: Reads): Promise<Content | null | 'not yet'> {
  switch (body.kind) {
    case 'message':
      return { message: body.message, locale: body.locale };
    case 'deal.card': {
      const [pen, view] = await Promise.all([roomPen(read), read.dealView(body.deal)]);
      if (view === null) return null;
      // A deal that became confidential has nothing more to show in the room that was its home.
      if (view.state.confidential) {
        const text = `#${view.number} · ${pen.m.deal.card.confidential}`;
        return { message: { text, card: { title: text, elements: [] } }, locale: pen.locale };
      }
      const card = dealCard(view, pen);
      return { message: { text: card.title, card }, locale: pen.locale };
    }
    case 'deal.line': {
      const pen = await roomPen(read);
      const [view, history, stages] = await Promise.all([
        read.dealView(body.deal),
        read.history(body.deal),
        read.pipelines(),
      ]);
      if (view === null || view.state.confidential) return null;
      const events = history.filter((event) => event.seq >= body.from && event.seq <= body.to);
      const text = dealLine({ view, events, stages: stages.flatMap((one) => one.stages) }, pen);
      return text === null ? null : { message: { text }, locale: pen.locale };
    }
    case 'answer': {
      const person = await read.person(body.personId);
      if (person === null) return null;
      const reply = await read.answered(body.key);
      if (isMessage(reply)) return { message: reply, locale: person.locale };
      if (read.now < new Date(body.until)) return 'not yet';
      return { message: { text: messages[person.locale].chat.nothingDone }, locale: person.locale };
    }
    case 'notice': {
      const person = await read.person(body.personId);
      if (person === null || person.status === 'left') return null;
      const pen = { ...(await roomPen(read)), locale: person.locale, m: messages[person.locale] };
      const message = await noticeMessage(body.notice, { read, pen });
      return message === null ? null : { message, locale: person.locale };
    }
  }
}

/** A stored answer, as commit wrote it. */
const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';

/** A shared place has one language: the organisation's. */
async function roomPen(read: Reads): Promise<Pen> {
  const { locale, zone, calendar } = await read.organisation();
  return { m: messages[locale], locale, today: dayOf(read.now, zone), office: { zone, calendar } };
}
