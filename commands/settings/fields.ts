import { choice } from '../../src/chat/field.ts';

/** Whom a setting is for: oneself, unless everyone is named. */
export const forWhom = () =>
  choice({
    label: { en: 'For', zh: '适用' },
    options: [
      { value: 'me', label: { en: 'me', zh: '我' }, also: ['myself', '自己', '本人'] },
      {
        value: 'everyone',
        label: { en: 'everyone', zh: '全员' },
        also: ['organisation', 'organization', 'org', 'company', 'all', '公司', '组织', '大家'],
      },
    ],
    preset: 'me',
  });
