import { objectionCategories, objectionListCard, objectionStatuses } from '../../src/cards/objection.ts';
import { command, refuse, show } from '../../src/chat/command.ts';
import { choice, deal, number, optional, team, unread } from '../../src/chat/field.ts';
import { subtree } from '../../src/domain/people.ts';
import { penOf, subjectOf } from '../deal/answer.ts';

const PAGE = 8;

export const objectionList = command({
  name: 'objection.list',
  says: {
    en: ['objection list', 'objections', 'list objections'],
    zh: ['异议 列表', '异议清单', '查看异议'],
  },
  title: { en: 'Objections', zh: '异议列表' },
  help: { en: 'List objections of a deal or a team', zh: '查看商机或团队的异议' },
  example: { en: 'objection list open price', zh: '异议 列表 未处理 价格' },
  fields: {
    deal: optional(deal({ status: 'any' })),
    team: optional(team()),
    status: optional(
      choice({
        label: { en: 'Status', zh: '状态' },
        example: { en: 'open', zh: '未处理' },
        options: objectionStatuses,
      }),
    ),
    category: optional(
      choice({
        label: { en: 'Category', zh: '类别' },
        example: { en: 'price', zh: '价格' },
        options: objectionCategories,
      }),
    ),
    left: unread,
    page: optional(number({ label: { en: 'Page', zh: '页' }, min: 1, max: 1000, machine: true })),
  },
  // The list is read within what the person may see; a deal that is named is asked for below.
  needs: { action: 'self', on: 'nothing' },
  reads: true,
  async run({ deal: view, team: of, status, category, left, page }, context) {
    const { read, scope, m, teams } = context;
    if (left !== null) return refuse(m.chat.notUnderstood(left), 'deal');
    if (view !== null && !context.may('deal.read', subjectOf(view))) return refuse(m.chat.notAllowed.hidden);
    const at = page ?? 1;
    const objections = await read.objections(
      {
        ...(view === null ? {} : { deal: view.number }),
        ...(of === null ? {} : { teamIds: subtree(teams, of.id) }),
        ...(status === null ? {} : { status }),
        ...(category === null ? {} : { category }),
        skip: (at - 1) * PAGE,
        take: PAGE + 1,
      },
      scope,
    );
    const named = view?.name ?? of?.name ?? null;
    const title = [
      named === null ? m.objection.list : m.objection.listOf(named),
      ...(status === null ? [] : [m.objection.status[status]]),
      ...(category === null ? [] : [m.objection.category[category]]),
    ].join(' · ');
    const turn = (to: number) => ({
      line: 'objection list',
      values: {
        ...(view === null ? {} : { deal: `#${view.number}` }),
        ...(of === null ? {} : { team: of.id }),
        ...(status === null ? {} : { status }),
        ...(category === null ? {} : { category }),
        page: String(to),
      },
    });
    const card = objectionListCard(
      {
        title,
        objections: objections.slice(0, PAGE),
        offset: (at - 1) * PAGE,
        older: objections.length > PAGE ? turn(at + 1) : null,
        newer: at > 1 ? turn(at - 1) : null,
      },
      penOf(context),
    );
    return show({ text: title, card });
  },
});
