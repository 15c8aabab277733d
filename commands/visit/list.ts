import { visitListCard } from '../../src/cards/visit.ts';
import { command, refuse, show } from '../../src/chat/command.ts';
import { deal, number, optional, person, text, unread } from '../../src/chat/field.ts';
import { instantsOf, periodName } from '../../src/domain/period.ts';
import { penOf, subjectOf } from '../deal/answer.ts';
import { periodSaid } from '../funnel/asked.ts';

const PAGE = 8;

export const visitList = command({
  name: 'visit.list',
  says: { en: ['visit list', 'visits', 'my visits'], zh: ['拜访 列表', '拜访清单', '查看拜访', '我的拜访'] },
  title: { en: 'Visits', zh: '拜访记录' },
  help: { en: 'List the visits of a deal, a person or a period', zh: '查看商机、同事或某段时间的拜访记录' },
  example: { en: 'visit list acme', zh: '拜访 列表 远景' },
  fields: {
    deal: optional(deal({ status: 'any' })),
    person: optional(person({ label: { en: 'Person', zh: '同事' }, example: { en: 'Mia', zh: '李伟' } })),
    period: optional(
      text({
        label: { en: 'Period', zh: '期间' },
        example: { en: 'this week', zh: '本周' },
        takes: 'period',
      }),
    ),
    left: unread,
    page: optional(number({ label: { en: 'Page', zh: '页' }, min: 1, max: 1000, machine: true })),
  },
  // The list is read within what the person may see; a deal that is named is asked for below.
  needs: { action: 'self', on: 'nothing' },
  reads: true,
  async run({ deal: view, person: who, period: said, left, page }, context) {
    const { read, scope, m, locale } = context;
    if (left !== null) return refuse(m.chat.notUnderstood(left), 'deal');
    if (view !== null && !context.may('deal.read', subjectOf(view))) return refuse(m.chat.notAllowed.hidden);
    const period = periodSaid(said, context);
    if (period !== null && 'unknown' in period)
      return refuse(m.funnel.unknownPeriod(period.unknown), 'period');
    const at = page ?? 1;
    const of = who ?? (view === null ? context.person : null);
    const visits = await read.visits(
      {
        ...(view === null ? {} : { deal: view.number }),
        ...(of === null ? {} : { personId: of.id }),
        ...(period === null ? {} : { when: instantsOf(period, context.zone) }),
        skip: (at - 1) * PAGE,
        take: PAGE + 1,
      },
      scope,
    );
    const whose =
      view !== null
        ? m.visit.listOf(view.name)
        : of === null || of.id === context.person.id
          ? m.visit.listMine
          : m.visit.listOf(of.name);
    const title = period === null ? whose : `${whose} · ${periodName(period, locale)}`;
    const turn = (to: number) => ({
      line: 'visit list',
      values: {
        ...(view === null ? {} : { deal: `#${view.number}` }),
        ...(who === null ? {} : { person: who.id }),
        ...(said === null ? {} : { period: said }),
        page: String(to),
      },
    });
    const card = visitListCard(
      {
        title,
        visits: visits.slice(0, PAGE),
        offset: (at - 1) * PAGE,
        older: visits.length > PAGE ? turn(at + 1) : null,
        newer: at > 1 ? turn(at - 1) : null,
      },
      penOf(context),
    );
    return show({ text: title, card });
  },
});
