import { createCanvas } from '@napi-rs/canvas';
import type {
  LocalChannel,
  LocalPerson,
  LocalPorts,
  MenuItem,
  Pair,
} from '../../src/adapters/local/ports.ts';
import type { Picture } from '../../src/chat/card.ts';
import type { Input } from '../../src/chat/input.ts';
import type { Reply } from '../../src/chat/message.ts';
import { dealCard, digestCard, kitchenForm, specimenCard } from './local-cards.ts';
import { createMemoryStore } from './local-memory.ts';

/** Monday 23 November 2026, 09:30 in Shanghai. */
export const NOW = new Date('2026-11-23T01:30:00.000Z');

const east: Pair = { en: 'East China', zh: '华东' };
const overseas: Pair = { en: 'International', zh: '海外' };
const rep: Pair = { en: 'Sales rep', zh: '销售代表' };
const manager: Pair = { en: 'Sales manager', zh: '销售经理' };

function person(id: string, name: string, facts: Partial<LocalPerson>): LocalPerson {
  const base = {
    email: null,
    locale: 'zh',
    zone: 'Asia/Shanghai',
    kind: 'member',
    title: rep,
    team: null,
  } as const;
  return { id, name, ...base, ...facts };
}

export const people: readonly LocalPerson[] = [
  person('liu', '刘洋', { team: east }),
  person('wang', '王小明', { team: east }),
  person('chen', '陈静', { team: east, title: manager }),
  person('maya', 'Maya Patel', { team: overseas, locale: 'en', email: 'maya@example.com' }),
  person('tom', 'Tom Becker', { team: overseas, locale: 'en' }),
  person('sam', 'Sam Carter', { team: overseas, title: manager, locale: 'en' }),
  person('zhou', '周敏', { title: { en: 'Administrator', zh: '管理员' } }),
  person('noah', 'Noah Kim', {
    title: { en: 'Newcomer, not admitted yet', zh: '新同事，待加入' },
    locale: 'en',
  }),
];

const everyone = people.filter(({ id }) => id !== 'noah').map(({ id }) => id);
export const rooms: readonly (LocalChannel & { members: readonly string[] })[] = [
  {
    id: 'east',
    kind: 'room',
    name: '华东商机',
    topic: { en: 'Deals of the East China team', zh: '华东团队的商机' },
    members: ['liu', 'wang', 'chen', 'zhou'],
  },
  {
    id: 'intl',
    kind: 'room',
    name: 'international-deals',
    topic: { en: 'Deals of the International team', zh: '海外团队的商机' },
    members: ['maya', 'tom', 'sam', 'zhou'],
  },
  {
    id: 'wins',
    kind: 'room',
    name: 'wins-and-losses',
    topic: { en: 'What we won, what we lost, and why', zh: '赢了什么，输了什么，为什么' },
    members: everyone,
  },
];

type Wording = readonly [line: string, help: string, example: string];
type Verb = { noun: string; verb: string; en: Wording; zh: Wording };

const verbs: readonly Verb[] = [
  {
    noun: 'deal',
    verb: 'mine',
    en: ['mine', 'My deals, what needs attention first', 'mine'],
    zh: ['我的商机', '我的商机，要处理的在前', '我的商机'],
  },
  {
    noun: 'deal',
    verb: 'new',
    en: ['new', 'Open a deal', 'new acme crm 50k'],
    zh: ['新商机', '建立商机', '新商机 远景 数据平台 48万'],
  },
  {
    noun: 'deal',
    verb: 'show',
    en: ['deal', 'Show a deal', 'deal acme'],
    zh: ['商机', '看一个商机', '商机 远景'],
  },
  {
    noun: 'deal',
    verb: 'advance',
    en: ['advance', 'Move to the next stage', 'advance acme'],
    zh: ['推进', '推进到下一阶段', '推进 远景'],
  },
  {
    noun: 'visit',
    verb: 'log',
    en: ['visit', 'Log a visit', 'visit acme met cfo, demo next tue'],
    zh: ['拜访', '记一次拜访', '拜访 远景 见了王总'],
  },
  {
    noun: 'funnel',
    verb: 'show',
    en: ['funnel', 'The funnel as a picture', 'funnel this month'],
    zh: ['漏斗', '看漏斗', '漏斗 华东 本月'],
  },
  {
    noun: 'entry',
    verb: 'undo',
    en: ['undo', 'Void your last entry', 'undo'],
    zh: ['撤销', '撤销最近一条', '撤销'],
  },
];

const customers = ['远景能源', '远大空调', '华能集团', 'Acme Corp', 'Globex'];

/** Ports for the local adapter whose bot answers a few lines with canned cards. `heard` is what reached it. */
export function fakePorts() {
  const { store, messages } = createMemoryStore(people, rooms);
  const heard: Input[] = [];
  const logged: string[] = [];
  const faults: object[] = [];
  let now = NOW;
  let stage = 3;
  let gate: Promise<void> | undefined;
  const ports: LocalPorts = {
    workspace: 'local',
    store,
    async hear(input) {
      heard.push(input);
      await gate;
      const { locale = 'en' } = await input.profile();
      return answer(input, locale);
    },
    async suggest({ typed }) {
      return customers
        .filter((name) => name.toLowerCase().includes(typed.toLowerCase()))
        .map((name) => ({ value: `customer:${name}`, label: name, detail: '2 deals' }));
    },
    menu: (locale) =>
      verbs.map(
        ({ noun, verb, [locale]: [line, help, example] }): MenuItem => ({ noun, verb, line, help, example }),
      ),
    draw: async (picture, size) => drawn(picture, SIZES[size]),
    sizeOf: (_, size) => SIZES[size],
    clock: {
      now: () => now,
      async advance(ms) {
        now = new Date(now.getTime() + ms);
        return now;
      },
    },
    zone: async () => 'Asia/Shanghai',
    log: {
      info: (_, line) => logged.push(line),
      warn: (_, line) => logged.push(line),
      error(fields, line) {
        faults.push(fields);
        logged.push(line);
      },
    },
  };

  async function answer(input: Input, locale: 'en' | 'zh'): Promise<Reply | null> {
    const t = (en: string, zh: string) => (locale === 'zh' ? zh : en);
    const { said } = input;
    if (said.kind === 'files') {
      const sizes = await Promise.all(
        input.files.map(async (file) => `${file.name}: ${Buffer.byteLength(await file.read())}`),
      );
      return { audience: 'asker', text: sizes.join(', ') };
    }
    const line = said.kind === 'line' ? said.text : said.words.line;
    if (said.kind === 'submit') {
      if ((said.values.name ?? '') === 'fail') throw new Error('the bot broke');
      if (!/^$|\d/.test(said.values.amount ?? '')) {
        const form = kitchenForm(locale, {
          amount: t('That is no amount. Try 48w.', '这不像金额，比如 48万。'),
        });
        const fields = form.fields.map((field) => ({ ...field, value: said.values[field.name] ?? '' }));
        return { audience: 'asker', text: form.title, form: { ...form, fields } };
      }
      return {
        audience: 'place',
        text: t(`Opened: ${said.values.name}`, `已建立：${said.values.name}`),
        card: dealCard(locale, 0),
      };
    }
    if (/^(new|新商机)/.test(line))
      return { audience: 'asker', text: t('New deal', '新商机'), form: kitchenForm(locale) };
    if (/^(advance|推进)/.test(line)) {
      stage = Math.min(stage + 1, 5);
      const card = dealCard(locale, stage);
      return { audience: 'place', text: card.title, card, ...(said.kind === 'press' && { replaces: true }) };
    }
    if (/^(deal|show|商机)/.test(line))
      return { audience: 'place', text: t('#12 Yuanjing', '#12 远景'), card: dealCard(locale, stage) };
    if (/^(funnel|漏斗)/.test(line))
      return { audience: 'place', text: t('The funnel', '漏斗'), card: digestCard(locale) };
    if (/^specimen/.test(line)) return { audience: 'asker', text: 'Specimen', card: specimenCard(locale) };
    if (/^(list|objections)/.test(line))
      return { audience: 'asker', text: `${t('Behind that number', '这个数字背后')}: ${line}` };
    if (/^break/.test(line)) throw new Error('the bot broke');
    if (/^stale/.test(line)) return { audience: 'asker', text: t('Too late', '晚了一步'), replaces: true };
    if (/^silence/.test(line)) return null;
    return {
      audience: 'asker',
      text: t(
        'Visit logged for Yuanjing. Next step: demo on Tuesday 24 November 2026.',
        '已记录远景的拜访。下一步：2026年11月24日 周二 演示。',
      ),
      buttons: [
        { label: t('Record the price objection', '记下价格异议'), says: { line: 'objections 12' } },
        { label: t('Undo', '撤销'), says: { line: 'undo' } },
      ],
    };
  }
  /** Makes the bot think until the returned function is called. */
  function hold(): () => void {
    let release = () => {};
    gate = new Promise((resolve) => {
      release = () => resolve();
    });
    return release;
  }
  return { ports, heard, logged, faults, messages, hold };
}

const SIZES = { wide: { width: 960, height: 440 }, narrow: { width: 320, height: 400 } };

/** A plain picture: trapezes for a funnel's bars, enough to see that it is there. */
function drawn(picture: Picture, { width, height }: { width: number; height: number }): Uint8Array {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  const values = picture.kind === 'funnel' ? picture.bars.map((bar) => bar.value) : [3, 2, 1];
  const most = Math.max(...values);
  values.forEach((value, index) => {
    const width = (800 * value) / most;
    pen.fillStyle = `hsl(${168 + index * 9} 42% ${36 + index * 7}%)`;
    pen.fillRect(480 - width / 2, 24 + index * 80, width, 68);
  });
  return canvas.toBuffer('image/png');
}
