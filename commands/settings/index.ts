import type { Command } from '../../src/chat/command.ts';
import { settingsCriterion, settingsRetire } from './criterion.ts';
import { settingsLanguage } from './language.ts';
import { settingsCalendar, settingsCurrency, settingsZone } from './place.ts';
import { settingsShow, settingsStages } from './show.ts';
import { settingsStage } from './stage.ts';
import { settingsTemplate } from './template.ts';

export const settingsCommands: readonly Command[] = [
  settingsShow,
  settingsLanguage,
  settingsZone,
  settingsCurrency,
  settingsCalendar,
  settingsTemplate,
  settingsStages,
  settingsStage,
  settingsCriterion,
  settingsRetire,
];
