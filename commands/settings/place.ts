import { dayText } from '../../src/cards/deal.ts';
import { calendarName } from '../../src/cards/settings.ts';
import { command, refuse } from '../../src/chat/command.ts';
import { text } from '../../src/chat/field.ts';
import { refusal } from '../../src/chat/permit.ts';
import type { Change } from '../../src/domain/change.ts';
import { calendarCalled, currencyCalled, zoneNamed, zoneText } from '../../src/domain/locality.ts';
import { penOf } from '../deal/answer.ts';
import { forWhom } from './fields.ts';
import { settingsAnswer } from './show.ts';

export const settingsZone = command({
  name: 'settings.zone',
  says: { en: ['settings zone', 'time zone', 'timezone'], zh: ['设置 时区', '时区'] },
  title: { en: 'Time zone', zh: '时区' },
  help: { en: 'Your time zone, or everyone’s', zh: '修改自己或全员的时区' },
  example: { en: 'settings zone New York', zh: '设置 时区 上海' },
  fields: {
    for: forWhom(),
    zone: text({
      label: { en: 'City', zh: '城市' },
      example: { en: 'New York', zh: '上海' },
      maxLength: 60,
    }),
  },
  needs: { action: 'self', on: 'nothing' },
  async run({ for: whom, zone: said }, context) {
    const { m, person, organisation, may } = context;
    const everyone = whom === 'everyone';
    if (everyone && !may('organisation.change', null))
      return refuse(await refusal(context, { action: 'organisation.change', subject: null }));
    const zone = zoneNamed(said);
    if (zone === undefined) return refuse(m.settings.noZone(said), 'zone');
    if (zone === (everyone ? organisation.zone : person.zone)) return refuse(m.settings.same);
    const called = zoneText(zone, context);
    const change: Change = everyone
      ? { kind: 'organisation.set', zone }
      : { kind: 'person.set', id: person.id, set: { zone } };
    return {
      kind: 'record',
      changes: [change],
      reply: (after) =>
        settingsAnswer(
          context,
          { read: after, person: everyone ? person : { ...person, zone } },
          everyone ? m.settings.allZoneIs(called) : m.settings.zoneIs(called),
        ),
    };
  },
});

/** Deals keep the currency they have; this is what an amount without one means. */
export const settingsCurrency = command({
  name: 'settings.currency',
  says: { en: ['settings currency'], zh: ['设置 币种'] },
  title: { en: 'Currency', zh: '币种' },
  help: { en: 'The currency of new deals', zh: '新商机的默认币种' },
  example: { en: 'settings currency EUR', zh: '设置 币种 美元' },
  fields: {
    currency: text({
      label: { en: 'Currency', zh: '币种' },
      example: { en: 'EUR', zh: '美元' },
      maxLength: 20,
    }),
  },
  needs: { action: 'organisation.change', on: 'nothing' },
  async run({ currency: said }, context) {
    const { m, person, organisation } = context;
    const currency = currencyCalled(said, organisation.currency);
    if (currency === undefined) return refuse(m.settings.noCurrency(said), 'currency');
    if (currency === organisation.currency) return refuse(m.settings.same);
    return {
      kind: 'record',
      changes: [{ kind: 'organisation.set', currency }],
      reply: (after) => settingsAnswer(context, { read: after, person }, m.settings.currencyIs(currency)),
    };
  },
});

/** From today on: what was counted before stays counted as it was. */
export const settingsCalendar = command({
  name: 'settings.calendar',
  says: { en: ['settings calendar'], zh: ['设置 日历', '设置工作日'] },
  title: { en: 'Working days', zh: '工作日历' },
  help: { en: 'Which days are working days', zh: '设置工作日历' },
  example: { en: 'settings calendar Germany', zh: '设置 日历 不计节假日' },
  fields: {
    calendar: text({
      label: { en: 'Country', zh: '国家或地区' },
      example: { en: 'China, none, Germany', zh: '中国、不计节假日、德国' },
      maxLength: 60,
    }),
  },
  needs: { action: 'organisation.change', on: 'nothing' },
  async run({ calendar: said }, context) {
    const { m, locale, person, organisation, officeDay: today } = context;
    const known = calendarCalled(said);
    if (known === undefined) return refuse(m.settings.noCalendar(said), 'calendar');
    if (known.calendar === organisation.calendar) return refuse(m.settings.same);
    const name = calendarName(known.calendar, locale);
    return {
      kind: 'record',
      changes: [{ kind: 'organisation.calendar', from: today, calendar: known.calendar }],
      reply: (after) =>
        settingsAnswer(
          context,
          { read: after, person },
          m.settings.calendarIs(name, dayText(today, penOf(context))),
        ),
    };
  },
});
