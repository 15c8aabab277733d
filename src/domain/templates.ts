import type { Locale } from './people.ts';
import type { Category, Phase, Pipeline } from './stage.ts';

/** A stage as a template proposes it. `probability`, `patience` and `benchmark` are starting values, editable. */
export type StageTemplate = {
  key: string;
  en: string;
  zh: string;
  probability: number;
  patience: number;
  benchmark?: number;
  part?: 'wins' | 'after';
  category: Category;
  admits?: 'any' | 'all';
  criteria?: readonly Both[];
  /** The checklist of work (工作清单): what is done while the deal is here. It admits nothing. */
  work?: readonly Both[];
  /** The least buying phase of the customer that fits; kept where the process knows one. */
  leastPhase?: Phase;
};

type Both = { en: string; zh: string };

export type Template = {
  key: TemplateKey;
  en: string;
  zh: string;
  stages: readonly StageTemplate[];
  /** What may follow a signature beside delivery. */
  affairs?: readonly (Both & { key: string })[];
};
export type TemplateKey = 'project' | 'consultative' | 'counter';

/** Long projects with milestones (PSM). Before the first milestone a deal waits to be opened as a project. */
const project: Template = {
  key: 'project',
  en: 'Project sales',
  zh: '项目型销售',
  stages: [
    { key: 'candidate', en: 'Candidate', zh: '待立项', probability: 0, patience: 10, category: 'omitted' },
    {
      key: 'qualified',
      en: 'Qualified project',
      zh: '项目立项',
      probability: 5,
      patience: 10,
      category: 'pipeline',
      admits: 'all',
      criteria: [
        { en: 'The customer’s need is basically clear', zh: '客户需求基本明确' },
        { en: 'Our value fits our product’s positioning', zh: '我方价值与产品定位相符' },
        { en: 'The application to open the project is approved', zh: '立项申请已获批准' },
      ],
    },
    {
      key: 'contact',
      en: 'Deep contact',
      zh: '深度接触',
      probability: 10,
      patience: 10,
      category: 'pipeline',
      admits: 'all',
      criteria: [
        { en: 'The roles of the buying group are known', zh: '决策链各角色已清楚' },
        { en: 'The decision process and time plan are known', zh: '决策流程和时间计划已清楚' },
        { en: 'A supporter is found', zh: '已找到支持者' },
      ],
    },
    {
      key: 'technical1',
      en: 'Technical breakthrough 1',
      zh: '技术突破1',
      probability: 25,
      patience: 15,
      category: 'pipeline',
      admits: 'any',
      criteria: [
        { en: 'The technical decision maker accepts our approach', zh: '技术决策人认可我方方案' },
        { en: 'Our specification is in their draft', zh: '我方技术指标写进了客户的方案初稿' },
      ],
    },
    {
      key: 'technical2',
      en: 'Technical breakthrough 2',
      zh: '技术突破2',
      probability: 50,
      patience: 15,
      category: 'best',
      admits: 'all',
      criteria: [
        { en: 'Technical evaluation passed', zh: '技术评审通过' },
        { en: 'No open technical objection', zh: '没有未处理的技术异议' },
      ],
    },
    {
      key: 'commercial',
      en: 'Commercial breakthrough',
      zh: '商务突破',
      probability: 80,
      patience: 10,
      category: 'commit',
      admits: 'any',
      criteria: [
        { en: 'Bidders are invited as we asked', zh: '按我方要求邀请投标单位' },
        { en: 'The tender favours us', zh: '招标文件对我方有利' },
        {
          en: 'The key decision maker introduces a suitable partner to us',
          zh: '关键决策人主动介绍合适的代理商',
        },
        { en: 'They give us important information unasked', zh: '客户主动提供重要信息' },
        { en: 'They plan the bid together with us', zh: '客户与我方一起策划投标' },
      ],
    },
    {
      key: 'signed',
      en: 'Contract signed',
      zh: '合同签订',
      probability: 100,
      patience: 5,
      part: 'wins',
      category: 'commit',
      admits: 'all',
      criteria: [{ en: 'Contract signed and sealed by both sides', zh: '合同双方签字盖章' }],
      work: [
        { en: 'Prepare the contract files', zh: '准备合同文件' },
        { en: 'Help sales administration with the formalities', zh: '协助商务办理合同手续' },
        {
          en: 'Help the partner and the customer conclude their agreement',
          zh: '协助代理商与甲方签订合同',
        },
        {
          en: 'Watch the progress of the project and confirm whether to order ahead',
          zh: '关注项目进度，确认是否提前下单',
        },
        {
          en: 'When the order lags, remind the partner of the delivery risk and ask the technical decision maker to press',
          zh: '订单迟迟不下时，提醒代理商交货风险，并请技术决策人催促',
        },
        {
          en: 'Find the true cause of a delay and discuss a way out',
          zh: '找出延误的真正原因，商量解决办法',
        },
      ],
    },
    {
      key: 'execution',
      en: 'Contract execution',
      zh: '合同执行',
      probability: 100,
      patience: 0,
      part: 'after',
      category: 'commit',
    },
  ],
};

/** The default: a prospect's need is found, answered and closed. */
const consultative: Template = {
  key: 'consultative',
  en: 'Consultative sales',
  zh: '咨询式销售',
  stages: [
    {
      key: 'prospect',
      en: 'Prospect',
      zh: '潜在客户',
      probability: 5,
      patience: 5,
      benchmark: 25,
      category: 'pipeline',
    },
    {
      key: 'contact',
      en: 'First contact',
      zh: '初次接触',
      probability: 18,
      patience: 5,
      benchmark: 60,
      category: 'pipeline',
      leastPhase: 'aware',
    },
    {
      key: 'need',
      en: 'Need confirmed',
      zh: '需求确认',
      probability: 30,
      patience: 10,
      category: 'pipeline',
      leastPhase: 'decided',
    },
    {
      key: 'proposal',
      en: 'Proposal',
      zh: '方案呈现',
      probability: 30,
      patience: 10,
      benchmark: 40,
      category: 'best',
      leastPhase: 'criteria',
    },
    {
      key: 'negotiation',
      en: 'Negotiation',
      zh: '谈判',
      probability: 75,
      patience: 7,
      benchmark: 75,
      category: 'commit',
      leastPhase: 'comparing',
    },
    {
      key: 'won',
      en: 'Won',
      zh: '成交',
      probability: 100,
      patience: 0,
      part: 'wins',
      category: 'commit',
      leastPhase: 'buying',
    },
  ],
};

/** Sales over a counter or on site. */
const counter: Template = {
  key: 'counter',
  en: 'Counter and site sales',
  zh: '案场/展厅销售',
  affairs: [
    { key: 'reserved', en: 'Reserved unit', zh: '保留单位' },
    { key: 'withdrawal', en: 'Withdrawal (a cancelled win)', zh: '退定/退楼' },
    { key: 'buyer', en: 'Change of buyer', zh: '姓名变更' },
    { key: 'exchange', en: 'Exchange', zh: '转换' },
  ],
  stages: [
    { key: 'reception', en: 'Reception', zh: '客户接待', probability: 5, patience: 2, category: 'pipeline' },
    { key: 'need', en: 'Need analysis', zh: '需求分析', probability: 20, patience: 3, category: 'pipeline' },
    {
      key: 'recommendation',
      en: 'Recommendation',
      zh: '产品推荐',
      probability: 40,
      patience: 3,
      category: 'best',
    },
    { key: 'negotiation', en: 'Negotiation', zh: '洽谈', probability: 70, patience: 5, category: 'commit' },
    {
      key: 'signed',
      en: 'Signed',
      zh: '签约',
      probability: 100,
      patience: 0,
      part: 'wins',
      category: 'commit',
    },
    {
      key: 'aftersales',
      en: 'After-sales',
      zh: '售后',
      probability: 100,
      patience: 0,
      part: 'after',
      category: 'commit',
    },
  ],
};

export const TEMPLATES: Readonly<Record<TemplateKey, Template>> = { consultative, project, counter };

export const TEMPLATE_KEYS: readonly TemplateKey[] = ['consultative', 'project', 'counter'];

export const templateOf = (key: string): Template | undefined =>
  Object.values(TEMPLATES).find((template) => template.key === key);

/** The work that a stage of a template asks for; none for stages that an organisation made itself. */
export const workOf = (template: string, stageKey: string): readonly { en: string; zh: string }[] =>
  templateOf(template)?.stages.find((stage) => stage.key === stageKey)?.work ?? [];

/** What a pipeline is called: as its template in the reader's language, unless the organisation named it otherwise. */
export function pipelineName(
  { name, template }: Pick<Pipeline, 'name' | 'template'>,
  locale: Locale,
): string {
  const made = templateOf(template);
  return made !== undefined && (name === made.en || name === made.zh) ? made[locale] : name;
}
