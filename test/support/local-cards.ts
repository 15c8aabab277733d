import type { Card, PathStep } from '../../src/chat/card.ts';
import type { Form, Option } from '../../src/chat/form.ts';

type Locale = 'en' | 'zh';
const pick = (locale: Locale) => (en: string, zh: string) => (locale === 'zh' ? zh : en);

/** Canned cards for tests of surfaces: between them every kind of element, control and tone, in both languages. */

export function dealCard(locale: Locale, stage: number): Card {
  const t = pick(locale);
  const names = [
    t('Prospect', '潜在客户'),
    t('First contact', '初次接触'),
    t('Need confirmed', '需求确认'),
    t('Proposal', '方案呈现'),
    t('Negotiation', '谈判'),
    t('Won', '成交'),
  ];
  const steps = names.map((label, index): PathStep => {
    if (index === 1 && stage > 1) return { label, state: 'skipped' };
    if (index < stage) return { label, state: 'done' };
    return index === stage
      ? { label, state: 'current', detail: t('9 of 10 days', '第 9 天，耐心 10 天') }
      : { label, state: 'ahead' };
  });
  const says = (line: string) => ({ line, seen: { deal: 12, version: stage } });
  return {
    title: t('#12 Yuanjing data platform, phase 1', '#12 远景能源 数据平台一期'),
    subtitle: t('Yuanjing Energy · Liu Yang · East China', '远景能源 · 刘洋 · 华东'),
    badge:
      stage >= 5
        ? { text: t('Won', '赢单'), tone: 'good' }
        : { text: t('Silent 12 days', '静默 12 天'), tone: 'warn' },
    elements: [
      { kind: 'path', steps },
      {
        kind: 'facts',
        facts: [
          { label: t('Amount', '金额'), value: t('¥480,000', '¥48万') },
          { label: t('Expected close', '预计成交'), value: t('Fri, Dec 18, 2026', '2026年12月18日 周五') },
          {
            label: t('Days in stage', '停留天数'),
            value: t('9 of 10 working days', '9 / 10 个工作日'),
            tone: 'warn',
          },
          { label: t('Ball with', '球在谁手里'), value: t('Customer', '客户') },
          {
            label: t('Next step', '下一步'),
            value: t('Demo for the CIO, Tue, Nov 24', '周二 11月24日 给信息总监演示'),
            press: says('next 12'),
          },
          {
            label: t('Open objections', '未化解异议'),
            value: t('1 · price', '1 · 价格'),
            tone: 'bad',
            press: says('objections 12'),
          },
          {
            label: t('Last contact', '最近联系'),
            value: t('Mon, Nov 9 · call with Ms Wang', '11月9日 周一 · 与王总通话'),
          },
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: t('Advance', '推进'), says: says('advance 12'), tone: 'primary' },
          { label: t('Log a visit', '记拜访'), says: says('visit 12') },
          { label: t('Snooze', '先别催'), says: says('snooze 12') },
          {
            label: t('Lose', '输单'),
            says: says('lose 12'),
            tone: 'danger',
            confirm: {
              title: t('Close #12 as lost?', '把 #12 记为输单？'),
              text: t(
                'It leaves the open funnel. You can reopen it later.',
                '它会离开在跟漏斗，以后可以重新打开。',
              ),
            },
          },
        ],
      },
      {
        kind: 'more',
        summary: t('History (3)', '历史（3）'),
        elements: [
          {
            kind: 'list',
            items: [
              {
                title: t('Need confirmed → Proposal', '需求确认 → 方案呈现'),
                detail: t('Liu Yang, 10 Nov', '刘洋，11月10日'),
              },
              {
                title: t('Amount ¥300,000 → ¥480,000', '金额 ¥30万 → ¥48万'),
                detail: t('Liu Yang, 3 Nov', '刘洋，11月3日'),
              },
              { title: t('Opened', '建立'), detail: t('Liu Yang, 12 Oct', '刘洋，10月12日'), tone: 'muted' },
            ],
          },
        ],
      },
    ],
    footer: t('Version 7 · updated by Liu Yang today 09:12', '第 7 版 · 刘洋今天 09:12 更新'),
  };
}

export function digestCard(locale: Locale): Card {
  const t = pick(locale);
  const scope = { values: { asOf: '2026-11-23T01:00:00.000Z' } };
  const rows: readonly [string, number, string, string, string][] = [
    [t('Prospect', '潜在客户'), 31, t('¥4.2M', '¥420万'), t('¥0.2M', '¥21万'), '25%'],
    [t('First contact', '初次接触'), 22, t('¥6.1M', '¥610万'), t('¥1.1M', '¥110万'), '60%'],
    [t('Need confirmed', '需求确认'), 17, t('¥5.4M', '¥540万'), t('¥1.6M', '¥162万'), '–'],
    [t('Proposal', '方案呈现'), 12, t('¥4.8M', '¥480万'), t('¥1.4M', '¥144万'), '40%'],
    [t('Negotiation', '谈判'), 5, t('¥2.6M', '¥260万'), t('¥2.0M', '¥195万'), '75%'],
  ];
  return {
    title: t('East China · Monday 23 November', '华东 · 11月23日 周一'),
    subtitle: t('Since Friday 20 November 09:00', '自 11月20日 周五 09:00 以来'),
    elements: [
      {
        kind: 'picture',
        picture: {
          kind: 'funnel',
          title: t('Open funnel', '在跟漏斗'),
          bars: rows.map(([label, count, amount]) => ({
            label,
            count,
            value: count,
            text: `${count} · ${amount}`,
          })),
        },
        alt: t(
          'Funnel: 31 prospects, 22 first contacts, 17 needs confirmed, 12 proposals, 5 negotiations',
          '漏斗：潜在客户 31，初次接触 22，需求确认 17，方案呈现 12，谈判 5',
        ),
      },
      {
        kind: 'text',
        text: t(
          'Weighted ¥6.4M covers the remaining target of ¥8.0M by 0.8.',
          '加权金额 ¥640万，覆盖剩余目标 ¥800万 的 0.8 倍。',
        ),
        tone: 'warn',
      },
      {
        kind: 'text',
        text: t(
          '4 deals advanced, 1 slipped back, 2 new, 1 won.',
          '推进 4 个，退回 1 个，新增 2 个，赢单 1 个。',
        ),
      },
      {
        kind: 'table',
        columns: [
          { label: t('Stage', '阶段') },
          { label: t('Deals', '商机'), align: 'end' },
          { label: t('Amount', '金额'), align: 'end' },
          { label: t('Weighted', '加权'), align: 'end' },
          { label: t('Converts', '转化'), align: 'end' },
        ],
        rows: rows.map(([label, count, amount, weighted, rate]) => [
          label,
          { text: String(count), press: { line: `list ${label}`, ...scope } },
          amount,
          weighted,
          rate,
        ]),
      },
      { kind: 'divider' },
      {
        kind: 'list',
        title: t('Silent or stuck', '静默与停滞'),
        items: [
          {
            title: t('#12 Yuanjing data platform', '#12 远景能源 数据平台一期'),
            detail: t('Silent 12 days · the customer has the ball', '静默 12 天 · 球在客户手里'),
            tone: 'warn',
            press: { line: 'show 12' },
            buttons: [{ label: t('Nudge the owner', '提醒负责人'), says: { line: 'nudge 12' } }],
          },
          {
            title: t('#31 Huaneng group portal', '#31 华能集团门户'),
            detail: t('Stuck 23 days in Negotiation', '在谈判停留 23 天'),
            tone: 'bad',
            press: { line: 'show 31' },
          },
        ],
      },
    ],
    footer: t(
      '87 open deals · amounts in CNY · 3 without an amount',
      '87 个在跟商机 · 人民币 · 3 个没有金额',
    ),
  };
}

export function kitchenForm(locale: Locale, faults: Readonly<Record<string, string>> = {}): Form {
  const t = pick(locale);
  const kinds: readonly Option[] = [
    { value: 'onsite', label: t('On-site visit', '现场拜访') },
    { value: 'call', label: t('Call', '电话') },
    { value: 'video', label: t('Video meeting', '视频会议') },
  ];
  const fault = (name: string) => (faults[name] === undefined ? {} : { fault: faults[name] });
  return {
    title: t('New deal', '新商机'),
    note: t('Only the name is needed now. The rest can come later.', '现在只需要名称，其余可以以后再补。'),
    submit: t('Create', '建立'),
    says: { line: 'new', values: { source: 'form' } },
    fields: [
      {
        name: 'name',
        label: t('Name', '名称'),
        required: true,
        control: { kind: 'line', maxLength: 120 },
        example: t('Yuanjing data platform', '远景能源 数据平台'),
        ...fault('name'),
      },
      {
        name: 'customer',
        label: t('Customer', '客户'),
        required: true,
        control: { kind: 'search', of: 'customer' },
        hint: t('Two letters are enough', '输入两个字即可'),
        ...fault('customer'),
      },
      {
        name: 'amount',
        label: t('Amount', '金额'),
        required: false,
        control: { kind: 'money' },
        example: t('48w, 1.2M, ¥500,000', '48万、1.2亿、¥500,000'),
        ...fault('amount'),
      },
      {
        name: 'close',
        label: t('Expected close', '预计成交'),
        required: false,
        control: { kind: 'date' },
        example: t('next Friday', '下周五'),
        ...fault('close'),
      },
      { name: 'time', label: t('Time', '时间'), required: false, control: { kind: 'time' }, value: '09:00' },
      { name: 'count', label: t('Units', '数量'), required: false, control: { kind: 'number' } },
      {
        name: 'kind',
        label: t('How it began', '来源'),
        required: false,
        control: { kind: 'choice', options: kinds },
        ...fault('kind'),
      },
      {
        name: 'kinds',
        label: t('Also', '还有'),
        required: false,
        control: { kind: 'choices', options: kinds },
      },
      { name: 'note', label: t('Note', '备注'), required: false, control: { kind: 'lines', maxLength: 500 } },
    ],
  };
}

/** Every tone and every oddity on one card. */
export function specimenCard(locale: Locale): Card {
  const t = pick(locale);
  return {
    title: t('Specimen', '样张'),
    badge: { text: t('Open', '在跟'), tone: 'plain' },
    elements: [
      { kind: 'text', text: t('Plain, over\ntwo lines', '普通文字，\n分两行') },
      { kind: 'text', text: t('Good news', '好消息'), tone: 'good' },
      { kind: 'text', text: t('A warning', '提醒'), tone: 'warn' },
      { kind: 'text', text: t('Bad news', '坏消息'), tone: 'bad' },
      { kind: 'text', text: t('Small print', '说明'), tone: 'muted' },
      { kind: 'divider' },
      {
        kind: 'text',
        text: '<img src=x onerror="document.title=\'owned\'"> <b>bold</b> [link](http://example.com)',
      },
      {
        kind: 'picture',
        picture: { kind: 'bars', title: 'b', series: [{ label: 'a', value: 1, text: '1' }] },
        alt: t('Bars', '柱状图'),
      },
    ],
  };
}
