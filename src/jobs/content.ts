import { dealCard } from '../cards/deal.ts';
import { dealLine } from '../cards/line.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { Pen } from '../cards/pen.ts';
import type { Message } from '../chat/message.ts';
import { dayOf } from '../domain/day.ts';
import { type Locale, languageOf } from '../domain/people.ts';
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
      const view = await read.dealView(body.deal);
      if (view === null) return null;
      const pen = await roomPen(read, view.state.teamId);
      // A deal that became confidential has nothing more to show in the room that was its home.
      if (view.state.confidential) {
        const text = `#${view.number} · ${pen.m.deal.card.confidential}`;
        return { message: { text, card: { title: text, elements: [] } }, locale: pen.locale };
      }
      const card = dealCard(view, pen);
      return { message: { text: card.title, card }, locale: pen.locale };
    }
    case 'deal.line': {
      const [view, history, stages] = await Promise.all([
        read.dealView(body.deal),
        read.history(body.deal),
        read.pipelines(),
      ]);
      if (view === null || view.state.confidential) return null;
      const pen = await roomPen(read, view.state.teamId);
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
      const pen = { ...(await roomPen(read, null)), locale: person.locale, m: messages[person.locale] };
      const message = await noticeMessage(body.notice, { read, reader: person, pen });
      return message === null ? null : { message, locale: person.locale };
    }
  }
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
