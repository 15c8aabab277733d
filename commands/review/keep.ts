import { command, type Outcome } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { inHand, settle, which } from './step.ts';

const passing = (as: {
  result: 'kept' | 'skipped';
  verb: string;
  en: string;
  zh: readonly string[];
  title: { en: string; zh: string };
  help: { en: string; zh: string };
}) =>
  command({
    name: as.verb,
    says: { en: [as.en], zh: as.zh },
    title: as.title,
    help: as.help,
    example: { en: as.en, zh: as.zh[0] ?? as.en },
    hidden: true,
    fields: { deal: deal({ status: 'any' }), review: which },
    needs: { action: 'deal.read', on: 'deal' },
    async run({ deal: view, review: id }, context): Promise<Outcome> {
      const found = await inHand({ review: id, deal: view.number }, context);
      if ('outcome' in found) return found.outcome;
      const { going } = found;
      return settle(going, { view, result: as.result }, context);
    },
  });

export const reviewKeep = passing({
  result: 'kept',
  verb: 'review.keep',
  en: 'review keep',
  zh: ['过单 保持'],
  title: { en: 'Keep the deal', zh: '保持不变' },
  help: { en: 'Keep the deal as it is and go on', zh: '保持不变，看下一个' },
});

export const reviewSkip = passing({
  result: 'skipped',
  verb: 'review.skip',
  en: 'review skip',
  zh: ['过单 跳过'],
  title: { en: 'Skip the deal', zh: '跳过' },
  help: { en: 'Skip the deal and go on', zh: '跳过，看下一个' },
});
