import { command, refuse, show } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
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
  help: { en: 'Win a deal: check amount and date, then record it', zh: '赢单：核对金额和日期后记录' },
  example: { en: 'deal win acme 48k yesterday', zh: '赢单 远景 48万 昨天' },
  fields: { deal: deal(), amount: finalAmount, date: closeDate },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, amount, date }, context) {
    if (view.state.status !== 'open') return refuse(refusalText({ refused: 'notOpen' }, view, context));
    const said = {
      ...(amount === null ? {} : { amount: rawMoney(amount) }),
      ...(date === null ? {} : { date }),
    };
    return show(winForm(view, said, context));
  },
});
