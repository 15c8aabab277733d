import { command, show } from '../../src/chat/command.ts';
import { choice, deal, lines, optional, text } from '../../src/chat/field.ts';
import { closeLost } from '../../src/domain/closing.ts';
import { isRefusal } from '../../src/domain/moves.ts';
import { settled } from './answer.ts';
import { decisive, lossDate } from './fields.ts';
import { losing, lossForm, lossText, unsettled } from './loss.ts';
import { refusalText } from './refusal.ts';
import { LOSS_WORDS } from './words.ts';

/** What the form of a loss says. */
export const dealLost = command({
  name: 'deal.lost',
  says: { en: ['deal lose confirmed'], zh: ['商机 确认输单'] },
  title: { en: 'Record the loss', zh: '记为输单' },
  help: { en: 'Record the loss', zh: '记为输单' },
  example: { en: 'deal lose confirmed acme reason: price', zh: '商机 确认输单 远景 原因：价格' },
  fields: {
    deal: deal(),
    reason: choice({ label: { en: 'Reason', zh: '原因' }, options: LOSS_WORDS }),
    competitor: optional(
      text({ label: { en: 'Competitor', zh: '竞争对手' }, takes: 'named', maxLength: 100 }),
    ),
    date: lossDate,
    objections: decisive,
    note: optional(lines({ label: { en: 'What we learned', zh: '复盘' }, takes: 'named' })),
  },
  needs: { action: 'deal.change', on: 'deal' },
  hidden: true,
  async run({ deal: view, reason, competitor, date, objections, note }, context) {
    const decided = unsettled(view).flatMap(({ id }) => ((objections ?? []).includes(id) ? [id] : []));
    const said = { reason, rival: competitor, date };
    const loss = losing({ ...said, objections: decided, note }, context);
    const decision = closeLost(view.state, loss.decide);
    if (isRefusal(decision) && decision.refused !== 'notOpen') {
      const fault = { field: 'date', text: refusalText(decision, view, context) };
      return show(lossForm(view, { ...said, fault }, context));
    }
    return settled(
      view,
      { decision, before: loss.before, text: (after) => lossText(after, context) },
      context,
    );
  },
});
