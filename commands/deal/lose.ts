import { command, refuse, show } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { closeLost } from '../../src/domain/closing.ts';
import { settled } from './answer.ts';
import { lossDate, lossReason, rival } from './fields.ts';
import { losing, lossForm, lossText } from './loss.ts';
import { refusalText } from './refusal.ts';
import { rivalIn } from './rival.ts';

export const dealLose = command({
  name: 'deal.lose',
  says: {
    en: ['deal lose', 'lose', 'lost', 'deal lost'],
    zh: ['商机 输单', '输单', '丢单'],
  },
  title: { en: 'Lose a deal', zh: '输单' },
  help: { en: 'Lose a deal: to whom or why', zh: '输单：输给谁、为什么' },
  example: { en: 'deal lose acme to Oracle', zh: '输单 远景 被用友拿了' },
  fields: { deal: deal(), reason: lossReason, competitor: rival, date: lossDate },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, reason, competitor, date }, context) {
    if (view.state.status !== 'open') return refuse(refusalText({ refused: 'notOpen' }, view, context));
    const by = rivalIn(competitor ?? '');
    const said = { reason: reason ?? (by === null ? null : ('competitor' as const)), rival: by, date };
    const open = view.objections.some((one) => one.status === 'open' || one.status === 'answered');
    // Who names a reason has decided; objections on file may have been it, so they are asked about.
    if (reason === null || open) return show(lossForm(view, said, context));
    const loss = losing({ ...said, reason, objections: [], note: null }, context);
    return settled(
      view,
      {
        decision: closeLost(view.state, loss.decide),
        before: loss.before,
        text: (after) => lossText(after, context),
      },
      context,
    );
  },
});
