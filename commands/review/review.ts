import { command } from '../../src/chat/command.ts';
import { begin, restart } from './begin.ts';

export const reviewMine = command({
  name: 'review',
  says: {
    en: ['review', 'review my deals', 'go through my deals'],
    zh: ['过单', '我的单子过一遍', '过一遍我的单子', '单子过一遍'],
  },
  title: { en: 'Review my deals', zh: '过我的商机' },
  help: { en: 'Go through my deals one by one', zh: '逐个过我的商机' },
  example: { en: 'review', zh: '过单' },
  fields: { restart },
  needs: { action: 'self', on: 'nothing' },
  run: ({ restart: again }, context) => begin({ teamId: null, restart: again }, context),
});
