import { customer, date, money, optional, person, text } from '../../src/chat/field.ts';

/** What opening a deal asks for. */
export const NEW_FIELDS = {
  name: {
    ...optional(
      text({
        label: { en: 'Deal name', zh: '商机名称' },
        example: { en: 'CRM renewal', zh: '储能监控' },
      }),
    ),
    needed: true as const,
  },
  customer: optional(customer({ leads: { en: ['for', 'with'], zh: ['给(?!排水|水)'] } })),
  amount: optional(money({ label: { en: 'Amount', zh: '金额' }, example: { en: '65k', zh: '48万' } })),
  close: optional(
    date({
      label: { en: 'Expected close', zh: '预计成交' },
      example: { en: 'Dec 31', zh: '12月31日' },
      direction: 'future',
    }),
  ),
  // Only by name: people are mentioned in deal names without owning them.
  owner: optional(
    person({
      label: { en: 'Owner', zh: '负责人' },
      example: { en: 'Joe', zh: '赵敏' },
      formOnly: true,
      owns: true,
    }),
  ),
  pipeline: optional(
    text({
      label: { en: 'Process', zh: '销售流程' },
      example: { en: 'Project sales', zh: '项目型销售' },
      takes: 'named',
      formOnly: true,
    }),
  ),
};
