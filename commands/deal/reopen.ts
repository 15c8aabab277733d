import { command } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { reopen } from '../../src/domain/closing.ts';
import { stageName } from '../../src/domain/stage.ts';
import { settled, written } from './answer.ts';
import { openAgain, stepOf } from './back-open.ts';
import { why } from './fields.ts';
import { remainder } from './remainder.ts';

export const dealReopen = command({
  name: 'deal.reopen',
  says: { en: ['deal reopen', 'reopen'], zh: ['商机 重新打开', '重新打开', '重启'] },
  title: { en: 'Reopen a deal', zh: '重新打开商机' },
  help: { en: 'Reopen a lost deal at the stage it had', zh: '重新打开输掉的商机，回到原来的阶段' },
  example: { en: 'reopen acme they called back', zh: '重新打开 远景 客户又找回来了' },
  fields: { deal: deal({ status: 'closed' }), reason: why },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, reason }, context) {
    const { m, locale, now } = context;
    const { id: reasonId, changes } = written(remainder(reason, { view }), context);
    return settled(
      view,
      {
        decision: reopen(view.state, { now, reasonId, step: await stepOf(view, context) }),
        before: changes,
        text: (after) =>
          openAgain(m.deal.say.reopened(after.name, stageName(after.stage, locale)), after, context),
      },
      context,
    );
  },
});
