import type { Change } from '../domain/change.ts';
import type { DealLine, DealView } from '../domain/views.ts';
import type { Committed, Made } from '../store/commit.ts';
import type { Reads } from '../store/reads.ts';
import { choiceOf, isDeal, notUnderstood, openForm } from './asking.ts';
import { type About, audienceOf, dealsIn } from './audience.ts';
import type { Button, Words } from './card.ts';
import type { Command, Context, Outcome, Subject } from './command.ts';
import { homeFor } from './home.ts';
import type { Input } from './input.ts';
import { readFields, type Scene, verbOf } from './line.ts';
import { type Message, type Reply, toAsker } from './message.ts';
import { refusal } from './permit.ts';
import type { Request } from './request.ts';
import { type Resolved, resolveFields } from './resolve.ts';
import { understand } from './understand.ts';

/** One input on its way to an answer. */
export type Turn = {
  input: Input;
  context: Context;
  commands: readonly Command[];
  record(
    changes: readonly Change[],
    reply: (after: Reads, made: Made) => Promise<Reply>,
  ): Promise<Committed<Reply>>;
  /** The same turn with everything read anew, after somebody else was faster. */
  again(): Promise<Turn>;
  tried: boolean;
};

export async function answer(turn: Turn): Promise<Reply | null> {
  const request = requestOf(turn);
  if (request === null) return isTalk(turn) ? null : notUnderstood(turn.input, turn.context);
  const stale = await staleReply(turn, request);
  return stale ?? perform(turn, request);
}

/** People talk in a deal's thread without meaning the bot: what it cannot do with that is no matter of theirs. */
const isTalk = ({ input: { said, place } }: Turn): boolean =>
  place.kind === 'room' && said.kind === 'line' && said.addressed === 'plain';

/** Typing, pressing, submitting and dropping a file become one thing here. */
function requestOf(turn: Turn): Request | null {
  const { input, context, commands } = turn;
  const { said } = input;
  const scene = sceneOf(turn);
  switch (said.kind) {
    case 'press':
      return spoken(said.words, {}, { commands, scene });
    case 'submit':
      return spoken(said.words, said.values, { commands, scene });
    case 'files': {
      const command = commands.find((one) => one.name === 'import.files');
      return command === undefined
        ? null
        : { command, reading: { values: {}, rest: '', said: said.text }, seen: undefined };
    }
    case 'line':
      // A bare slash or mention asks what one can say.
      if (said.text.replace(/[\s/／@]/g, '') === '') {
        return spoken({ line: 'help' }, {}, { commands, scene });
      }
      return understand(said.text, {
        commands,
        scene,
        addressed: said.addressed,
        inThread: context.here.deal !== null,
      });
  }
}

/** Words of a button or form: the line is read as typed, named values are laid over it. */
function spoken(
  words: Words,
  values: Readonly<Record<string, string>>,
  at: { commands: readonly Command[]; scene: Scene },
): Request | null {
  const verb = verbOf(words.line, at.commands);
  if (verb === null) return null;
  const reading = readFields(verb.rest, verb.command.fields, at.scene);
  return {
    command: verb.command,
    reading: { ...reading, values: { ...reading.values, ...words.values, ...values } },
    seen: words.seen,
  };
}

/** Relative dates are read from the input's own time. */
const sceneOf = ({ input, context }: Turn): Scene => ({
  now: input.at,
  zone: context.person.zone ?? context.organisation.zone,
  calendar: context.organisation.calendar,
  currency: context.organisation.currency,
});

/** What a press rests on has changed since: nothing is done, and the change is shown. */
async function staleReply(turn: Turn, { command, seen }: Request): Promise<Reply | null> {
  if (seen === undefined || command.needs.action === 'deal.read') return null;
  const view = await turn.context.read.dealView(seen.deal);
  if (view === null || view.version === seen.version) return null;
  return showInstead(turn, { deal: seen.deal, text: turn.context.m.chat.changed });
}

/** The deal as it stands now, with a sentence on why it is shown. */
async function showInstead(turn: Turn, why: { deal: number; text: string }): Promise<Reply> {
  const command = turn.commands.find((one) => one.name === 'deal.show');
  if (command === undefined) return toAsker(why.text);
  const reply = await perform(turn, {
    command,
    reading: { values: { deal: `#${why.deal}` }, rest: '', said: '' },
    seen: undefined,
  });
  return { ...(reply ?? {}), text: why.text, audience: 'asker' };
}

async function perform(turn: Turn, request: Request): Promise<Reply | null> {
  const { context } = turn;
  const { command } = request;
  const resolved = await resolveFields(request.reading, command.fields, {
    ...context,
    scene: sceneOf(turn),
    hereDeal: context.here.deal,
    action: command.needs.action,
    fits: (deal: DealLine, action) => context.may(action, { deal: { ...deal.state, collaborators: [] } }),
  });
  if (resolved.choose !== null) return replyTo(turn, choiceOf(context, request, resolved), []);
  if (hides(command, resolved, context)) return toAsker(context.m.chat.notAllowed.hidden);
  const missing = Object.keys(resolved.faults).length > 0;
  const subject = subjectOf(command, resolved);
  if (subject !== 'missing') {
    const owner = ownerOf(resolved.args[command.needs.on]);
    const no = refused(turn, { command, subject, owner });
    if (no !== null) return isTalk(turn) ? null : toAsker(no);
  }
  if (missing) return replyTo(turn, await openForm(context, { request, resolved }), []);
  const outcome = await command.run(resolved.args, context);
  return settle(turn, request, { resolved, outcome });
}

/** Whatever the verb is about, a deal that one may not read is not shown to exist, by its number either. */
const hides = (command: Command, { args }: Resolved, context: Context): boolean =>
  Object.entries(args).some(([name, value]) => {
    const is = command.fields[name]?.is;
    const offered = is?.kind === 'deal' && is.offered;
    return isDeal(value) && !offered && !context.may('deal.read', subjectFor(value));
  });

/** What the verb is about: the value of its `needs.on` field. */
function subjectOf(command: Command, resolved: Resolved): Subject | 'missing' {
  const { on } = command.needs;
  if (on === 'nothing') return null;
  const value = resolved.args[on];
  const kind = command.fields[on]?.is.kind;
  if (value === null || value === undefined || typeof value !== 'object') {
    return command.fields[on]?.optional === true ? null : 'missing';
  }
  if (isDeal(value)) return subjectFor(value);
  if (kind === 'person') return { person: value as Context['person'] };
  if (kind === 'team') return { team: value as Context['teams'][number] };
  return null;
}

const subjectFor = (view: DealView): Subject => ({
  deal: { ...view.state, collaborators: view.collaborators },
});

/** Whom to ask instead. */
const ownerOf = (value: unknown): string => (isDeal(value) ? value.owner.name : '');

/** The sentence of a refusal, or null when the person may do it. What one may not read is not shown to exist. */
function refused(
  { context }: Turn,
  ask: { command: Command; subject: Subject; owner: string },
): string | null {
  const { command, subject, owner } = ask;
  if (context.may(command.needs.action, subject)) return null;
  const mayRead = subject !== null && 'deal' in subject && context.may('deal.read', subject);
  return refusal(context.m, { subject, owner, mayRead });
}

async function settle(
  turn: Turn,
  request: Request,
  done: { resolved: Resolved; outcome: Outcome },
): Promise<Reply | null> {
  const { outcome, resolved } = done;
  switch (outcome.kind) {
    case 'show':
      return outcome.aloud === true
        ? { ...outcome.message, audience: 'place' }
        : replyTo(turn, outcome.message, shown(request, resolved));
    case 'refuse': {
      if (outcome.field === undefined) return toAsker(outcome.text);
      const faults = { [outcome.field]: outcome.text };
      const form = await openForm(turn.context, { request, resolved: { ...resolved, faults } });
      return replyTo(turn, { ...form, text: outcome.text }, []);
    }
    case 'ask': {
      const raw = { ...resolved.raw, ...outcome.values };
      const only = outcome.fields;
      const note = outcome.note === undefined ? {} : { note: outcome.note };
      return replyTo(
        turn,
        await openForm(turn.context, { request, resolved: { ...resolved, raw }, only, ...note }),
        [],
      );
    }
    case 'record':
      return record(turn, request, outcome);
  }
}

async function record(
  turn: Turn,
  request: Request,
  outcome: Outcome & { kind: 'record' },
): Promise<Reply | null> {
  const { context } = turn;
  const home = await homeFor(turn.input, context, outcome.changes);
  const committed = await turn.record([...outcome.changes, ...home], async (after, made) => {
    const message = await outcome.reply(after, made);
    const undo = outcome.changes.some(
      (change) => change.kind === 'deal.open' || change.kind === 'deal.record',
    );
    // Feishu and Slack redraw the card that was pressed; elsewhere the answer stands below it.
    return replyTo(turn, undo ? withUndo(message, context) : message, dealsIn(outcome.changes));
  });
  if (committed.kind !== 'conflict') return committed.reply;
  if (request.seen !== undefined)
    return showInstead(turn, { deal: committed.deal, text: context.m.chat.changed });
  if (turn.tried) return showInstead(turn, { deal: committed.deal, text: context.m.chat.again });
  // A typed line rests on nothing that was shown: it is tried once more on what is true now.
  return perform({ ...(await turn.again()), tried: true }, request);
}

function withUndo(message: Message, context: Context): Message {
  const undo: Button = {
    label: context.m.chat.undo,
    says: { line: 'undo', values: { entry: context.inputId } },
  };
  return { ...message, buttons: [...(message.buttons ?? []), undo] };
}

const replyTo = ({ context }: Turn, message: Message, about: About): Reply => ({
  ...message,
  audience: audienceOf(context.here, about),
});

/** What a verb that only shows speaks of: the deal it needs, if it needs one. */
function shown({ command }: Request, { args }: Resolved): About {
  const deal = args[command.needs.on];
  return isDeal(deal) ? [deal.number] : [];
}
