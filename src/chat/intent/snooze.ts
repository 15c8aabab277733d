import { extentOf, type Rule, without } from './sentence.ts';

/** Not to be nudged for a while, and whom one waits for until then. */

const HOLD =
  /(?:先|暂时|暂)?(?:别|不要|不用|甭|不急着)(?:再)?(?:催|提醒|跟进?|推)(?!我)|(?:先|暂时|暂)(?:放一?放|搁一?搁|挂着|停一?停|缓一?缓|不跟|不推|等等)|暂停跟进|缓一缓|放一放|\b(?:hold off|on hold|(?:don['’]?t|do not|no need to) (?:chase|nudge|ping|push|bug|poke|remind)|stop (?:chasing|nudging|pinging)(?! me)|snooze|park(?:ed|ing)?\b(?! (?:lot|st|ave|plaza|hotel))|pause[d]?|back[- ]?burner)\b/iu;
const WAITING =
  /(?:^|[\s，,。;；]|\p{Script=Han}{1,8}?)(?:还)?(?:在)?等(?!于|级|人|候|着瞧|等|同|会|下)(?<what>[^，,。;；]{2,30})|\b(?:wait(?:ing)? (?:on|for|until|till)|awaiting|blocked (?:on|by)|pending)\s+(?<en>[^,.;]{2,40})|\bball(?:['’]?s| is)? (?:in|with) (?<ball>[^,.;]{2,30})/iu;
const WAITED_FOR =
  /招标|公告|审批|批复|预算|通知|结果|回复|消息|合同|法务|财务|领导|客户|甲方|对方|他们|代理|渠道|集成商|报价|我们|内部|总部|评审|立项|验收|上会|开会|答复|确认|盖章|流程|节后|年后|批/u;
const HOLDERS: readonly (readonly [ball: string, pattern: RegExp])[] = [
  ['partner', /代理商?|渠道|集成商|经销商|合作伙伴|\b(?:partner|reseller|distributor|integrator|si)\b/iu],
  [
    'us',
    /我们|咱们?|内部|我司|公司(?:的)?法务|自己|\b(?:our|us|internal(?:ly)?|my (?:boss|manager)|engineering|presales)\b/iu,
  ],
  [
    'customer',
    /招标|公告|客户|甲方|对方|他们|业主|批复|审批|预算|领导|立项|上会|评审|总部|\b(?:their|customer|client|tender|rfp|them|board|his|her|budget)\b/iu,
  ],
  ['nobody', /没人|\bnobody\b/iu],
];

export const snooze: Rule = (line) => {
  const { text, dates } = line;
  const hold = HOLD.exec(text);
  const waiting = WAITING.exec(text);
  const what = waiting?.groups?.what ?? waiting?.groups?.en ?? waiting?.groups?.ball;
  const waits =
    what !== undefined && (hold !== null || waiting?.groups?.what === undefined || WAITED_FOR.test(what));
  if (hold === null && !waits) return null;
  const reason = reasonOf(what, { text, hold });
  const ball = HOLDERS.find(([, pattern]) => pattern.test(what ?? text))?.[0];
  const until = dates.find((date) => date.due !== null)?.due;
  return {
    command: 'deal.snooze',
    values: {
      ...(ball === undefined ? {} : { ball }),
      ...(until == null ? {} : { until }),
      ...(reason === '' ? {} : { reason }),
    },
    // What is waited for may name the deal: waiting on acme to sign.
    rest: without(text, [hold === null ? undefined : extentOf(hold), ...dates])
      .replace(
        /(?:还)?(?:在)?等(?!于|级)|\b(?:is |are |we['’]re )?(?:wait(?:ing)?(?: on| for| until| till)?|awaiting|blocked (?:on|by)|pending)\b/giu,
        ' ',
      )
      .replace(/\s+/g, ' ')
      .trim(),
    confidence: hold === null ? 'likely' : 'sure',
  };
};

function reasonOf(what: string | undefined, said: { text: string; hold: RegExpExecArray | null }): string {
  if (what !== undefined) {
    const start = said.text.indexOf(what);
    const lead =
      /(?:等|wait(?:ing)? (?:on|for|until|till) |awaiting |blocked (?:on|by) |pending )$/iu.exec(
        said.text.slice(0, start),
      )?.[0] ?? '';
    return `${lead}${what}`.replace(/(?:之?后)?再(?:说|推|跟|看|联系)(?:吧)?$/u, '').trim();
  }
  return said.hold === null
    ? ''
    : (/(?:因为|because|since|as)\s*(?<why>.+)$/iu.exec(said.text)?.groups?.why ?? '');
}
