import type { Words } from '../chat/card.ts';
import type { Message } from '../chat/message.ts';
import type { Schedule } from '../domain/digest-slots.ts';
import type { Notice } from '../domain/notice.ts';
import type { Person, Team } from '../domain/people.ts';
import { allowed, relationToDeal } from '../domain/permission.ts';
import type { DealView } from '../domain/views.ts';
import { dealCard } from './deal.ts';
import { welcomeCard } from './help.ts';
import type { Pen } from './pen.ts';
import { momentText } from './quota.ts';
import { helloTo } from './setup.ts';
import { troubleMessage } from './trouble.ts';

/** What a notice looks up when it is sent. */
export type NoticeReads = {
  person(id: string): Promise<Person | null>;
  dealView(number: number): Promise<DealView | null>;
  schedules(): Promise<readonly Schedule[]>;
  teams(): Promise<readonly Team[]>;
};

/** What the bot tells somebody of its own accord; null when it no longer matters. */
export async function noticeMessage(
  notice: Notice,
  at: { read: NoticeReads; reader: Person; pen: Pen },
): Promise<Message | null> {
  const { read, reader } = at;
  const teams = await read.teams();
  const pen: Pen = {
    ...at.pen,
    may: (action, { state, collaborators }) =>
      allowed(reader.role, action, relationToDeal(reader, { ...state, collaborators }, teams)),
  };
  const { m } = pen;
  const nameOf = async (id: string): Promise<string> => (await read.person(id))?.name ?? m.chat.none;
  const viewOf = async (deal: number | { made: string }) =>
    typeof deal === 'number' ? read.dealView(deal) : null;
  switch (notice.kind) {
    case 'admission.asked': {
      const person = await read.person(notice.personId);
      if (person === null || person.status !== 'pending') return null;
      return {
        text: m.notice.admissionAsked(person.name, person.email),
        buttons: [
          {
            label: m.notice.admit,
            tone: 'primary',
            says: { line: 'team admit', values: { person: person.id }, on: 'question' },
          },
          {
            label: m.notice.turnDown,
            says: { line: 'team decline', values: { person: person.id }, on: 'question' },
          },
        ],
      };
    }
    case 'admitted': {
      const person = await read.person(notice.personId);
      const text = m.notice.admitted(await nameOf(notice.by));
      return person === null ? { text } : { text, card: welcomeCard(person, pen) };
    }
    case 'handover.opened':
      return {
        text: m.notice.handoverOpened(await nameOf(notice.personId), notice.deals),
        buttons: [{ label: m.team.button.handOut, tone: 'primary', says: { line: 'team handover' } }],
      };
    case 'handover.given': {
      const view = await viewOf(notice.deal);
      if (view === null) return null;
      return {
        text: m.notice.handoverGiven(await nameOf(notice.by), view.name),
        card: dealCard(view, pen),
      };
    }
    case 'handover.asked': {
      const view = await viewOf(notice.deal);
      if (view === null) return null;
      const says = (line: string): Words => ({
        line,
        values: { deal: `#${view.number}`, request: notice.requestId },
        on: 'question',
      });
      return {
        text: m.notice.handoverAsked(await nameOf(notice.from), view.name),
        card: dealCard(view, pen),
        buttons: [
          { label: m.notice.accept, tone: 'primary', says: says('deal accept') },
          { label: m.notice.decline, says: says('deal decline') },
        ],
      };
    }
    case 'handover.decided': {
      const view = await viewOf(notice.deal);
      if (view === null) return null;
      const by = await nameOf(notice.by);
      return { text: notice.accepted ? m.notice.accepted(by, view.name) : m.notice.declined(by, view.name) };
    }
    case 'assigned':
    case 'shared': {
      const view = await viewOf(notice.deal);
      if (view === null) return null;
      const by = await nameOf(notice.by);
      const text =
        notice.kind === 'assigned' ? m.notice.assigned(by, view.name) : m.notice.shared(by, view.name);
      return { text, card: dealCard(view, pen) };
    }
    case 'exported':
      return { text: m.notice.exported(await nameOf(notice.by), notice.deals) };
    case 'installed':
      return helloTo(at.reader, pen);
    case 'linked':
      return { text: m.notice.linked(named(notice.platform, m.notice.platform)) };
    case 'workspace.joined':
      return { text: m.notice.workspaceJoined(named(notice.platform, m.line.where)) };
    case 'trouble':
      return troubleMessage(notice, at);
    case 'trouble.over':
      return { text: m.notice.over(momentText(new Date(notice.since), pen)) };
  }
}

const named = (platform: string, names: Readonly<Record<string, string>>): string => names[platform] ?? '';
