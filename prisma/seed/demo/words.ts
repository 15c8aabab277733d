import type { ObjectionCategory } from '../../../src/domain/activity.ts';

/** What the demo team sells, to whom, and what was said: fictitious, in the language of each team. */
export type Vocabulary = {
  currency: string;
  customers: readonly string[];
  contacts: readonly { name: string; title: string }[];
  products: readonly { name: string; from: number; to: number }[];
  visits: readonly string[];
  attempts: readonly string[];
  steps: readonly string[];
  notes: readonly string[];
  competitors: readonly string[];
  objections: Readonly<
    Record<'price' | 'product' | 'timing' | 'authority' | 'competition', { words: string; response: string }>
  >;
};

export const OBJECTED: readonly (ObjectionCategory & keyof Vocabulary['objections'])[] = [
  'price',
  'price',
  'product',
  'timing',
  'authority',
  'competition',
];

const zh: Vocabulary = {
  currency: 'CNY',
  customers: [
    '远景能源',
    '华能新能源',
    '中建八局',
    '三一重工',
    '远大空调',
    '海螺水泥',
    '徐工机械',
    '东方电气',
    '金风科技',
    '阳光电源',
    '正泰电器',
    '汇川技术',
    '先导智能',
    '宁波港务',
    '苏州轨道交通',
    '杭州萧山机场',
    '无锡华虹',
    '常熟开关',
    '南钢股份',
    '沙钢集团',
    '恒瑞医药',
    '药明生物',
    '天合光能',
    '晶科能源',
    '卧龙电驱',
    '大华股份',
    '新和成',
    '盛虹石化',
  ],
  contacts: [
    { name: '王建国', title: '总经理' },
    { name: '李志强', title: '总工' },
    { name: '张丽华', title: '采购经理' },
    { name: '陈晓东', title: '信息中心主任' },
    { name: '周敏', title: '设备科长' },
    { name: '吴军', title: '副总' },
    { name: '郑海涛', title: '项目经理' },
    { name: '孙倩', title: '财务总监' },
  ],
  products: [
    { name: '储能监控系统', from: 30, to: 180 },
    { name: '能耗管理平台', from: 20, to: 90 },
    { name: '产线数字化改造', from: 60, to: 320 },
    { name: '设备预测维护', from: 15, to: 75 },
    { name: '配电自动化', from: 40, to: 260 },
    { name: '智慧园区一期', from: 80, to: 420 },
  ],
  visits: [
    '拜访{who}，现场看了配电房，对方案整体认可',
    '跟{who}通了电话，确认了技术指标',
    '给{who}做了演示，问了交付周期',
    '{who}带队来我司参观，聊了付款方式',
    '跟{who}过了一遍清单，还差两份资料',
    '{who}反馈内部已立项，等预算批复',
  ],
  attempts: ['打给{who}，没接通', '上门没见到{who}，出差了'],
  steps: ['提交技术方案', '安排现场演示', '约见决策人', '补充报价', '确认合同条款', '拜访使用部门'],
  notes: ['代理商愿意一起投标', '竞争对手上周也来过', '客户年底前要用完预算', '需要总部支持一次技术交流'],
  competitors: ['用友', '西门子', '施耐德', '和利时'],
  objections: {
    price: { words: '你们比另一家贵两成', response: '按五年总成本算了一遍，能耗省出来的钱两年回本' },
    product: { words: '担心和现有系统对接不上', response: '安排了接口联调测试，已出测试报告' },
    timing: { words: '今年先不上，明年再说', response: '拆成两期，一期用今年的维修费' },
    authority: { words: '这个要集团定', response: '请对方引荐集团信息部，一起汇报' },
    competition: { words: '我们一直用另一家的', response: '提出先在一条产线上对比试用' },
  },
};

const en: Vocabulary = {
  currency: 'USD',
  customers: [
    'Acme Robotics',
    'Globex Foods',
    'Initech',
    'Umbra Health',
    'Northwind Traders',
    'Cascade Paper',
    'Bluebird Air',
    'Redwood Credit Union',
    'Summit Outdoor',
    'Harbor Freightways',
    'Pinecrest Schools',
    'Vertex Labs',
    'Solano Wine',
    'Cobalt Mining',
    'Evergreen Dairy',
    'Lakeshore Hotels',
    'Orchard Retail',
    'Pioneer Seeds',
    'Sierra Medical',
    'Tidewater Ports',
  ],
  contacts: [
    { name: 'Karen Walsh', title: 'CFO' },
    { name: 'Dave Nguyen', title: 'CTO' },
    { name: 'Priya Patel', title: 'VP Operations' },
    { name: 'Tom Becker', title: 'Procurement' },
    { name: 'Lisa Romero', title: 'Plant manager' },
    { name: 'Mark Olsen', title: 'IT director' },
  ],
  products: [
    { name: 'energy monitoring', from: 3, to: 14 },
    { name: 'line automation', from: 8, to: 42 },
    { name: 'predictive maintenance', from: 2, to: 12 },
    { name: 'site rollout', from: 10, to: 60 },
    { name: 'CRM renewal', from: 2, to: 9 },
  ],
  visits: [
    'Met {who} on site, they like the approach',
    'Call with {who}: specs confirmed, budget in review',
    'Demo for {who}, asked about delivery times',
    '{who} visited our lab and asked about payment terms',
    'Walked {who} through the proposal, two open questions',
    '{who} says the project is approved internally',
  ],
  attempts: ['Left a voicemail for {who}', 'No answer from {who}'],
  steps: [
    'Send the proposal',
    'Set up a demo',
    'Meet the decision maker',
    'Revise the quote',
    'Go through the contract',
    'Reference call',
  ],
  notes: [
    'A partner would bid with us',
    'A competitor was on site last week',
    'They must spend the budget this year',
    'Needs a solution engineer once',
  ],
  competitors: ['Salesforce', 'Siemens', 'Rockwell', 'Honeywell'],
  objections: {
    price: {
      words: 'You are 20% above the other quote',
      response: 'Went through five-year cost of ownership; it pays back in two',
    },
    product: {
      words: 'We are not sure it works with our current system',
      response: 'Ran an integration test with their data and shared the report',
    },
    timing: {
      words: 'Let us look at this next year',
      response: 'Split into two phases, the first from this year’s maintenance budget',
    },
    authority: {
      words: 'Head office decides this',
      response: 'Asked for an introduction and presented together',
    },
    competition: {
      words: 'We have always used the other vendor',
      response: 'Offered a side-by-side trial on one line',
    },
  },
};

export const VOCABULARY = { zh, en } as const;
