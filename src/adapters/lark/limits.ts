/**
 * What the open platform takes. The one table: everything rendered is within it by construction.
 * Sources: open.feishu.cn, "Card JSON 2.0 structure", "Send message", "Rate limits".
 */
export const LIMITS = {
  /** Bytes of a card as JSON. The platform takes 30 kB and counts some style tags twice. */
  cardBytes: 27_000,
  /** Everything with a tag, text nodes included. The platform takes 200. */
  cardElements: 190,
  tables: 5,
  tableColumns: 50,
  /** Rows shown at once. */
  tablePage: 10,
  /** Bytes of the content of a text post; the platform takes 30 kB. */
  postText: 9_000,
  /** An input takes at most this much, also prefilled. */
  inputText: 1000,
  /** Bytes of words that a button carries itself. */
  valueBytes: 600,
  selectOptions: 100,
  title: 200,
  /** Short enough to be whole on any card, so that the rest of a rest ends. */
  restTitle: 60,
  label: 100,
  confirm: 300,
  /** Of what a toast shows. */
  toast: 120,
  /** Characters of an event key of the bot menu. */
  uuid: 50,
  /** How long a uuid keeps a message from being sent twice; the platform says one hour. */
  uuidMs: 55 * 60_000,
  perChat: { count: 5, ms: 1000 },
  perSecond: { count: 50, ms: 1000 },
  perMinute: { count: 1000, ms: 60_000 },
  bodyBytes: 1024 * 1024,
  /** How far a signature's time may be off, either way. */
  skewMs: 300_000,
  /** The platform waits 3 s for a callback. */
  answerMs: 2500,
  commands: 100,
} as const;
