/**
 * What Slack takes, in UTF-16 units unless said otherwise. The one table: everything rendered is within it by
 * construction. Sources: docs.slack.dev/reference/block-kit, and bolt-js#2509 for the whole message.
 */
export const LIMITS = {
  /** Blocks of a message, of a modal. */
  blocks: 50,
  viewBlocks: 100,
  /** All the text of one message; beyond about 13,200 Slack answers msg_blocks_too_long. */
  message: 12_000,
  /** Bytes of a view as JSON; Slack takes 250 kB. */
  view: 240_000,
  header: 150,
  section: 3000,
  /** Ours: a title inside a card, an item's title and its detail. */
  heading: 300,
  itemDetail: 600,
  fields: 10,
  field: 2000,
  contextElements: 10,
  contextText: 2000,
  actions: 25,
  overflow: 5,
  options: 100,
  optionGroups: 100,
  checkboxes: 10,
  tables: 1,
  tableRows: 100,
  tableCells: 20,
  /** All the text of one table. */
  tableText: 10_000,
  buttonText: 75,
  buttonValue: 2000,
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  alt: 2000,
  /** Title and submit of a modal. */
  viewTitle: 24,
  metadata: 3000,
  label: 2000,
  hint: 2000,
  inputText: 3000,
  id: 255,
  /** The line for notifications and screen readers, before escaping. */
  fallback: 2000,
} as const;
