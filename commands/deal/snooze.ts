import { command } from '../../src/chat/command.ts';
import { choice, date, deal, optional, sure } from '../../src/chat/field.ts';
import { isFarAhead } from '../../src/domain/day.ts';
import { snooze } from '../../src/domain/edits.ts';
import { formatDay } from '../../src/domain/when.ts';
import { settled, written } from './answer.ts';
import { why } from './fields.ts';
import { remainder } from './remainder.ts';
import { BALL_WORDS } from './words.ts';

export const dealSnooze = command({
  name: 'deal.snooze',
  says: {
    en: ['deal snooze', 'snooze'],
    zh: ['商机 暂缓', '商机 先别催', '暂缓提醒', '暂缓', '先别催'],
  },
  title: { en: 'Snooze a deal', zh: '暂缓提醒' },
  help: {
    en: 'No reminders until a day: who has the ball, and why',
    zh: '到某天之前不提醒：球在谁手里、为什么',
  },
  example: {
    en: 'snooze acme until Dec 15 customer waiting for the tender',
    zh: '先别催 远景 12月15日 客户 等招标公告',
  },
  fields: {
    deal: deal(),
    until: date({
      label: { en: 'Until', zh: '到哪天' },
      example: { en: 'Dec 15', zh: '12月15日' },
      direction: 'future',
    }),
    ball: optional(
      choice({
        label: { en: 'Ball with', zh: '球在谁手里' },
        example: { en: 'the customer', zh: '客户' },
        options: BALL_WORDS,
      }),
    ),
    reason: why,
    sure: sure(),
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, until, ball, reason, sure: confirmed }, context) {
    const { m, locale, today, now } = context;
    const { say } = m.deal;
    const { id: reasonId, changes } = written(remainder(reason, { view }), context);
    const day = formatDay(until, locale, { today });
    if (confirmed === null && view.state.status === 'open' && isFarAhead(until, today))
      return { kind: 'ask', note: m.chat.farAhead(day), fields: ['until'], values: { sure: 'yes' } };
    return settled(
      view,
      {
        decision: snooze(view.state, { until, ball, today, now, reasonId }),
        before: changes,
        text: (after) =>
          ball === null ? say.snoozed(after.name, day) : say.snoozedWith(after.name, day, m.deal.holds[ball]),
      },
      context,
    );
  },
});
