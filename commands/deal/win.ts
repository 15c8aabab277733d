import { command, refuse, show } from '../../src/chat/command.ts';
import { deal, unread } from '../../src/chat/field.ts';
import { closeDate, finalAmount } from './fields.ts';
import { rawMoney } from './form.ts';
import { refusalText } from './refusal.ts';
import { winForm } from './win-form.ts';

export const dealWin = command({
  name: 'deal.win',
  says: {
    en: ['deal win', 'win', 'won', 'deal won'],
    zh: ['商机 赢单', '赢单', '成交', '签单', '签约', '拿下'],
  },
  title: { en: 'Win a deal', zh: '赢单' },
  help: { en: 'Win a deal: check amount and date, then record it', zh: '赢单：核对金额和日期后记录' },
  example: { en: 'deal win acme 48k yesterday', zh: '赢单 远景 48万 昨天' },
  fields: { deal: deal(), amount: finalAmount, date: closeDate, left: unread },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, amount, date, left }, context) {
    const { m, locale } = context;
    if (view.state.status !== 'open') return refuse(refusalText({ refused: 'notOpen' }, view, context));
    const said = {
      ...(amount === null ? {} : { amount: rawMoney(amount) }),
      ...(date === null ? {} : { date }),
    };
    // A number that was not understood may be the amount: the deal's own is not proposed in its place.
    if (amount === null && left !== null && /\d/.test(left)) {
      const fault = { field: 'amount', text: m.chat.notMoney(left, finalAmount.example[locale]) };
      return show(winForm(view, { ...said, amount: left, fault }, context));
    }
    if (date !== null && date > context.today) {
      const fault = { field: 'date', text: refusalText({ refused: 'future' }, view, context) };
      return show(winForm(view, { ...said, fault }, context));
    }
    return show(winForm(view, said, context));
  },
});
