import { movesCard } from '../../src/cards/moves.ts';
import { command, refuse, show } from '../../src/chat/command.ts';
import { type Choice, choice, optional } from '../../src/chat/field.ts';
import type { MoveKind } from '../../src/domain/measure-moves.ts';
import { penOf } from '../deal/answer.ts';
import { countedAt, instantOf } from '../deal/behind.ts';
import { pageNumber } from '../deal/fields.ts';
import { numberFields, questionOf, seesNoDeals } from './asked.ts';

const KINDS: readonly Choice<MoveKind>[] = [
  { value: 'new', label: { en: 'New', zh: '新增' }, also: ['新建', 'opened'] },
  { value: 'advanced', label: { en: 'Advanced', zh: '推进' }, also: ['forward', '前进'] },
  { value: 'regressed', label: { en: 'Moved back', zh: '退回' }, also: ['back', '倒退'] },
  { value: 'won', label: { en: 'Won', zh: '赢单' }, also: ['wins', '成交', '签约'] },
  { value: 'lost', label: { en: 'Lost', zh: '输单' }, also: ['losses', '丢单'] },
  { value: 'reopened', label: { en: 'Reopened', zh: '重新打开' } },
  { value: 'slipped', label: { en: 'Slipped', zh: '延期' }, also: ['slips', '推迟'] },
];

export const funnelMoves = command({
  name: 'funnel.moves',
  says: { en: ['funnel moves', 'moves'], zh: ['漏斗 变动', '变动', '漏斗动态'] },
  title: { en: 'What moved', zh: '漏斗变动' },
  help: { en: 'Show what moved in a period, and who moved it', zh: '查看期间内的商机变动和变动人' },
  example: { en: 'funnel moves West this month', zh: '漏斗 变动 华东 本月' },
  fields: {
    kind: optional(choice({ label: { en: 'Kind of move', zh: '变动类型' }, options: KINDS })),
    ...numberFields,
    at: countedAt,
    page: pageNumber,
  },
  needs: { action: 'team.read', on: 'team' },
  reads: true,
  async run({ kind, at, page, ...said }, context) {
    const question = await questionOf(said, context);
    if ('refused' in question) return refuse(question.refused, question.field);
    const { m, person, read, scope, now } = context;
    const instant = instantOf(at) ?? now;
    const [report, people] = await Promise.all([
      instant < now ? read.reportAt(instant, question.asked, scope) : read.report(question.asked, scope),
      read.people(),
    ]);
    if (seesNoDeals(report, person)) return refuse(m.funnel.noDeals);
    const names = new Map(people.map((one) => [one.id, one.name]));
    const card = movesCard(
      { kind, page: page ?? 1 },
      { report, shown: question.shown, names, pen: penOf(context) },
    );
    const { moves } = m.funnel;
    const counted = report.moves.filter((move) => kind === null || move.kind === kind);
    const deals = new Set(counted.map((move) => move.deal.number)).size;
    const text = counted.length === 0 ? moves.none : moves.some(counted.length, deals);
    return show({ text: `${card.title} · ${text}`, card });
  },
});
