import { type Choice, choice, optional, text } from '../../src/chat/field.ts';
import type { Locale } from '../../src/domain/people.ts';
import { DIGEST_TIMES } from '../../src/domain/setup.ts';
import { TEMPLATE_KEYS, TEMPLATES, type TemplateKey } from '../../src/domain/templates.ts';

export const language = optional(
  choice<Locale>({
    label: { en: 'Language', zh: '语言' },
    options: [
      { value: 'en', label: { en: 'English', zh: '英文' } },
      { value: 'zh', label: { en: 'Chinese', zh: '中文' } },
    ],
  }),
);

export const template = optional(
  choice<TemplateKey>({
    label: { en: 'Process', zh: '流程' },
    options: TEMPLATE_KEYS.map((key) => ({
      value: key,
      label: { en: TEMPLATES[key].en, zh: TEMPLATES[key].zh },
    })),
  }),
);

export const room = optional(
  choice<'here' | 'none'>({
    label: { en: 'Channel', zh: '群' },
    options: [
      { value: 'here', label: { en: 'this channel', zh: '本群' }, also: ['this room'] },
      { value: 'none', label: { en: 'no channel', zh: '不用群' }, also: ['no room'] },
    ],
  }),
);

/** The room in which the questions began: where they go on in a direct conversation, its buttons remember it. */
export const at = optional(
  text({ label: { en: 'Begun in', zh: '开始的群' }, takes: 'named', machine: true }),
);

export type DigestChoice = (typeof DIGEST_TIMES)[number] | 'weekly' | 'none';

const times = DIGEST_TIMES.map(
  (time): Choice<DigestChoice> => ({
    value: time,
    label: { en: `working days ${time}`, zh: `工作日 ${time}` },
  }),
);

export const digest = optional(
  choice<DigestChoice>({
    label: { en: 'Digest', zh: '日报' },
    options: [
      ...times,
      { value: 'weekly', label: { en: 'Mondays 09:00', zh: '每周一 09:00' } },
      { value: 'none', label: { en: 'no digest', zh: '不要日报' } },
    ],
  }),
);

export const again = optional(
  choice<'yes'>({
    label: { en: 'Start again', zh: '重新开始' },
    options: [{ value: 'yes', label: { en: 'again', zh: '重新' } }],
  }),
);
