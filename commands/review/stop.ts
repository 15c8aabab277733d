import { command, refuse, show } from '../../src/chat/command.ts';
import { progress } from '../../src/domain/review.ts';
import { goingOf, which } from './step.ts';

export const reviewStop = command({
  name: 'review.stop',
  says: { en: ['review stop'], zh: ['过单 停', '先过到这里'] },
  title: { en: 'Stop the review', zh: '先停下' },
  help: { en: 'Stop the review; it can be resumed', zh: '先停下，之后可以接着过' },
  example: { en: 'review stop', zh: '过单 停' },
  hidden: true,
  fields: { review: which },
  needs: { action: 'self', on: 'nothing' },
  async run({ review: id }, context) {
    const { m } = context;
    const going = await goingOf(id, context);
    if (going === null) return refuse(m.review.none);
    const { at, of } = progress(going.review);
    const team = going.review.teamId;
    const says = team === null ? { line: 'review' } : { line: 'review team', values: { team } };
    return show({ text: m.review.stopped(at, of), buttons: [{ label: m.review.goOn, says }] });
  },
});
