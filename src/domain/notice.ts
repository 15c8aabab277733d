import type { DealRef } from './deal.ts';
import type { TroubleKind } from './trouble.ts';

/** What the bot tells someone of its own accord; rendered in that person's language when it is sent. */
export type Notice =
  | { kind: 'handover.asked'; deal: DealRef; from: string; requestId: string }
  | { kind: 'handover.decided'; deal: DealRef; by: string; accepted: boolean }
  /** A manager gave the deal to its new owner, who is told. */
  | { kind: 'assigned'; deal: DealRef; by: string }
  | { kind: 'shared'; deal: DealRef; by: string }
  | { kind: 'admission.asked'; personId: string }
  | { kind: 'admitted'; by: string; personId: string }
  /** A manager gave the reader a deal that somebody left behind. */
  | { kind: 'handover.given'; deal: DealRef; by: string }
  /** Somebody left and their open deals are now the reader's to hand out. */
  | { kind: 'handover.opened'; personId: string; deals: number }
  | { kind: 'exported'; by: string; deals: number }
  /** The bot was installed by the reader. */
  | { kind: 'installed' }
  /** Somebody said the reader's code in another chat, or has their e-mail address there. */
  | { kind: 'linked'; platform: string }
  /** Somebody said the reader's workspace code: another workspace belongs to the organisation. */
  | { kind: 'workspace.joined'; platform: string }
  /** Nothing can be written to a place; `about` is what was to be sent. */
  | { kind: 'trouble'; reason: TroubleKind; about: { schedule: string } | { deal: number } | null }
  /** The bot is back in the reader's workspace; `since` is ISO. */
  | { kind: 'trouble.over'; since: string };
