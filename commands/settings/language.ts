import { languageText } from '../../src/cards/settings.ts';
import { command, refuse } from '../../src/chat/command.ts';
import { choice } from '../../src/chat/field.ts';
import { refusal } from '../../src/chat/permit.ts';
import type { Locale } from '../../src/domain/people.ts';
import { forWhom } from './fields.ts';
import { settingsAnswer } from './show.ts';

export const settingsLanguage = command({
  name: 'settings.language',
  says: { en: ['settings language', 'language'], zh: ['设置 语言', '切换语言', '语言'] },
  title: { en: 'Language', zh: '语言' },
  help: { en: 'In which language I speak with you, or with everyone', zh: '我用哪种语言和您、和全员说话' },
  example: { en: 'settings language Chinese', zh: '设置 语言 英文' },
  fields: {
    language: choice<Locale>({
      label: { en: 'Language', zh: '语言' },
      example: { en: 'Chinese', zh: '英文' },
      options: [
        { value: 'en', label: { en: 'English', zh: '英文' }, also: ['英语'] },
        { value: 'zh', label: { en: 'Chinese', zh: '中文' }, also: ['汉语', '简体中文', 'Mandarin'] },
      ],
    }),
    for: forWhom(),
  },
  needs: { action: 'self', on: 'nothing' },
  async run({ language, for: whom }, context) {
    const { m, person, organisation, may } = context;
    if (whom === 'everyone') {
      if (!may('organisation.change', null))
        return refuse(await refusal(context, { action: 'organisation.change', subject: null }));
      if (organisation.locale === language) return refuse(m.settings.same);
      return {
        kind: 'record',
        changes: [{ kind: 'organisation.set', locale: language }],
        reply: (after) =>
          settingsAnswer(
            context,
            { read: after, person },
            m.settings.allLanguageIs(m.settings.languages[language]),
          ),
      };
    }
    if (person.locale === language) return refuse(m.settings.same);
    return {
      kind: 'record',
      changes: [{ kind: 'person.set', id: person.id, set: { locale: language } }],
      reply: async () => ({ text: languageText(language) }),
    };
  },
});
