import { command } from '../../src/chat/command.ts';
import { choice, deal } from '../../src/chat/field.ts';
import { holdBall } from '../../src/domain/edits.ts';
import { settled } from './answer.ts';
import { BALL_WORDS } from './words.ts';

export const dealBall = command({
  name: 'deal.ball',
  says: { en: ['deal ball', 'ball'], zh: ['商机 球权', '球在'] },
  title: { en: 'Who has the ball', zh: '球在谁手里' },
  help: { en: 'Say who has the ball', zh: '球在谁手里' },
  example: { en: 'deal ball acme customer', zh: '商机 球权 远景 客户' },
  fields: {
    deal: deal(),
    who: choice({
      label: { en: 'Ball with', zh: '球在谁手里' },
      example: { en: 'the customer', zh: '客户' },
      options: BALL_WORDS,
    }),
  },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view, who }, context) {
    const { m, now } = context;
    return settled(
      view,
      {
        decision: holdBall(view.state, { ball: who, now }),
        text: (after) => m.deal.say.ball(after.name, m.deal.holds[who]),
      },
      context,
    );
  },
});
