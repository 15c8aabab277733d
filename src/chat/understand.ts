import { nameKey } from '../domain/name.ts';
import type { Stage } from '../domain/stage.ts';
import type { Command } from './command.ts';
import type { Field, Fields } from './field.ts';
import { sentenceOf } from './intent/sentence.ts';
import { readVisit } from './intent/visit.ts';
import { type Intent, intentOf } from './intent.ts';
import { foldWidth, type Reading, readFields, type Scene, verbOf } from './line.ts';
import type { Request } from './request.ts';

type Hearing = {
  commands: readonly Command[];
  scene: Scene;
  addressed: 'command' | 'mention' | 'plain';
  inThread: boolean;
  /** The stages of the thread's deal. */
  stages?: readonly Stage[];
};

/** A typed line becomes a verb: by its first words, or by what it means (intent.ts). */
export function understand(text: string, at: Hearing): Request | null {
  const moved = movedHere(text, at);
  if (moved !== null) return moved;
  const verb = verbOf(text, at.commands);
  const meant = meaning(text, at);
  const intent = meant !== null && isTheirs(meant, at) ? null : meant;
  const telling = verb !== null && TELLS.test(verb.form) && intent?.command === verb.command.name;
  if (verb !== null && !telling && (at.addressed !== 'plain' || isOrder(verb, { intent }))) {
    return {
      command: verb.command,
      reading: verbReading(verb, { intent, scene: at.scene }),
      seen: undefined,
    };
  }
  const request = intent === null ? helpOnNoun(text, at) : requestOf(intent, { text, ...at });
  return request ?? (at.inThread && intent === null ? noted(text, at) : null);
}

/** 移动 alone is a verb only before a stage of the thread's deal: elsewhere it may be China Mobile. */
function movedHere(text: string, { commands, stages = [] }: Hearing): Request | null {
  const to = /^[\s/]*移动\s*(?:到|至|回)?\s*(?<stage>.+?)(?:阶段)?[吧了。!\s]*$/u.exec(foldWidth(text))
    ?.groups?.stage;
  const named = nameKey(to ?? '');
  const stage = stages.find(({ name }) => nameKey(name.zh) === named || nameKey(name.en) === named);
  const command = commands.find((one) => one.name === 'deal.move');
  if (stage === undefined || command === undefined) return null;
  const reading: Reading = { values: { stage: stage.id }, rest: '', said: text.trim(), order: true };
  return { command, reading, seen: undefined };
}

/** "How are we doing here?" among people in a deal's thread asks them, not the bot: only of the deal it is asked there. */
function isTheirs({ command, asks }: Intent, { commands, addressed, inThread }: Hearing): boolean {
  if (!inThread || addressed !== 'plain' || asks !== true) return false;
  const fields = commands.find((one) => one.name === command)?.fields ?? {};
  return !Object.values(fields).some(({ is }) => is.kind === 'deal');
}

/** `/deal acme signed 48k` says the noun first; the rest is a sentence like any other. */
const NOUN = /^(?:deals?|visits?|objections?|funnel|team|target|商机|拜访|异议|漏斗|团队|目标)[\s:：]+/iu;

function meaning(text: string, { scene, addressed }: Hearing): Intent | null {
  const plain = text.replace(/^[\s/／]+/, '');
  const intent = intentOf(plain, scene);
  return intent !== null || addressed === 'plain' ? intent : intentOf(plain.replace(NOUN, ''), scene);
}

/** 商机, /deal: a noun alone asks what one can do with such things. */
function helpOnNoun(text: string, { commands }: Hearing): Request | null {
  const help = commands.find((one) => one.name === 'help.show');
  const noun = foldWidth(text)
    .replace(/^[\s/]+|\s+$/g, '')
    .toLowerCase();
  const nouns = commands.flatMap(({ name, says }) => [nounOf(name), says.zh[0]?.split(' ')[0] ?? '']);
  if (help === undefined || !nouns.includes(noun)) return null;
  return {
    command: help,
    reading: { values: { about: noun }, rest: '', said: text.trim() },
    seen: undefined,
  };
}

type Verb = { command: Command; rest: string; form: string };

/** Verbs after which anything may follow: what is written down is not an order. */
const TAKES_PROSE: ReadonlySet<string> = new Set([
  'help.show',
  'deal.note',
  'visit.log',
  'visit.plan',
  'objection.record',
]);
/** What takes back or moves the last entry. */
const TAKES_BACK: ReadonlySet<string> = new Set(['undo', 'undo.list', 'fix']);
/** 推进得不错, 查看了机房: the word goes on as a sentence. */
const GOES_ON_ZH = /^(?:[了得过中的很不太挺着完后都也还是没我你他她它]|顺利|缓慢|会议?)/u;
const GOES_ON_EN =
  /^(?:with|at|from|of|in|and|but|who|that|which|is|was|were|are|has|had|went|cfo|ceo|cto|coo|cio|vp|contact|person|guy|boss|manager|director|procurement|buyer)\b|\b(?:is|was|were|are|has|had|went|wants?|said|says|met|called|came|got|looks?|seems?|needs?|joined|starts?|started|thinks?|will|would|didn['’]?t|doesn['’]?t)\b/iu;

/** Words that also tell of what has been. As an order they stand for nothing that the line does not mean. */
const TELLS = /^(?:won|lost|closed|signed|成交|签约|拿下|赢了|丢了)$/iu;

/** Whether a plain line that begins with a verb means it: "new cfo at acme met today" opens no deal. */
function isOrder({ command, rest, form }: Verb, { intent }: { intent: Intent | null }): boolean {
  if (intent?.command === command.name || rest === '') return true;
  if (TELLS.test(form)) return false;
  const chinese = /\p{Script=Han}$/u.test(form);
  const long = chinese ? [...form].length > 2 : /\s/.test(form);
  // 我的单子过一遍, 记错了，是华能的: what is asked for or taken back is said by the whole line.
  if (intent !== null && TAKES_BACK.has(intent.command)) return false;
  if (intent?.asks === true && !(long && nounOf(intent.command) === nounOf(command.name))) return false;
  if (long) return true;
  if (TAKES_PROSE.has(command.name)) return !(chinese && GOES_ON_ZH.test(rest));
  if (intent?.confidence === 'sure') return false;
  return !(chinese ? GOES_ON_ZH : GOES_ON_EN).test(rest);
}

const nounOf = (name: string): string => name.split('.')[0] ?? name;

/** The fields of a spoken verb. What the rest of the line means to this verb says more than its parts. */
function verbReading(
  { command, rest }: Verb,
  { intent, scene }: { intent: Intent | null; scene: Scene },
): Reading {
  const { fields } = command;
  if (command.name === 'visit.log' && rest !== '') {
    const reading = readFields(rest, withoutDates(fields), scene);
    const told = readVisit(sentenceOf(reading.rest, scene));
    return { values: { ...fitting(told.values, fields), ...reading.values }, rest: told.rest, said: rest };
  }
  // 撤销一下吧: the whole line was understood, and nothing of it names anything.
  if (intent?.command === command.name && TAKES_BACK.has(command.name) && intent.rest === '') {
    return { values: fitting(intent.values, fields), rest: '', said: rest };
  }
  const reading = readFields(rest, fields, scene);
  const told = intent?.command === command.name ? spans(fitting(intent.values, fields), fields) : {};
  return { ...reading, values: { ...reading.values, ...told }, order: true };
}

/** Without free text: that is what the verb, the deal and the other fields leave over. */
const spans = (values: Readonly<Record<string, string>>, fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const is = fields[name]?.is;
      return is?.kind !== 'text' || is.takes === 'named';
    }),
  );

/** A visit's dates are told apart by the sentence (readVisit); only named ones are taken by form. */
const withoutDates = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, Field] => [
      name,
      field.is.kind === 'date' ? { ...field, formOnly: true } : field,
    ]),
  );

function requestOf(
  intent: Intent,
  at: { text: string; commands: readonly Command[]; scene: Scene },
): Request | null {
  const command = at.commands.find((one) => one.name === intent.command);
  if (command === undefined) return null;
  const read = intent.asks === true ? command.fields : onlyDeals(command.fields);
  const { values, rest } = readFields(intent.rest ?? at.text, read, at.scene);
  const given = fitting(intent.values, command.fields);
  return {
    command,
    reading: {
      values: { ...values, ...given },
      rest,
      said: at.text.trim(),
      ...(intent.exact === true ? { order: true as const } : {}),
    },
    seen: undefined,
  };
}

const onlyDeals = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => field.is.kind === 'deal'));

/** What a verb has no field for, or its choice no word, is left out rather than shown as a fault. */
function fitting(values: Readonly<Record<string, string>>, fields: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const is = fields[name]?.is;
      if (is === undefined || value === '') return false;
      return is.kind !== 'choice' || is.options.some((option) => option.value === value);
    }),
  );
}

/** Talk among people in a deal's thread that tells nothing of the deal. */
const CHATTER =
  /^(?:(?:ok(?:ay)?|k|kk|yes|yep|yeah|no|nope|sure|thanks?|thank you|thx|ty|cheers|great|nice|cool|awesome|good|well done|congrats|congratulations|lol|haha+|hmm+|wow|hi|hey|hello|morning|same|agreed|done|got it|noted|will do|on it|np|\+1|好的?|好滴|行|可以|嗯+|哦+|噢|收到|了解|明白|知道了|谢谢|谢了|多谢|辛苦了?|厉害|牛|赞|恭喜|加油|哈+|嘿+|在吗|在|你好|早|早上好|没问题|没事|不客气|是的?|对的?|不是|不行|同意|顶|催一下|看看)[\s,，.。!！~～]*)+$/iu;

/** In a deal's thread what reads like a statement is kept as a note; questions and thanks are not. */
function noted(text: string, { commands }: Hearing): Request | null {
  const command = commands.find((one) => one.name === 'deal.note');
  const said = text.trim();
  if (command === undefined || !isStatement(said)) return null;
  return { command, reading: { values: { note: said }, rest: '', said }, seen: undefined };
}

function isStatement(said: string): boolean {
  const words = said.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const long = (words.match(/\p{Script=Han}/gu) ?? []).length >= 4 || words.split(' ').length >= 3;
  const asks =
    /[?？]|(?:吗|么|呢|没有|怎么样|如何)[。.\s]*$|^(?:who|what|when|where|why|how|can|could|should|is|are|do|does|did|谁|怎么|为什么|什么时候)\b/iu;
  return long && !CHATTER.test(said) && !asks.test(said) && !/^\s*[@<]/.test(said);
}
