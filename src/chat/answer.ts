import type { Change } from '../domain/change.ts';
import type { Committed, Made } from '../store/commit.ts';
import type { Reads } from '../store/reads.ts';
import { aboutDeal } from './answer/about-deal.ts';
import { insteadOf } from './answer/instead.ts';
import { type AtHome, atHome, onlyDeal, replyTo, shown } from './answer/reply.ts';
import { greeting, notUnderstood } from './answer/suggesting.ts';
import { isCourtesy, isGreeting } from './answer/thanks.ts';
import { runInBoth, type Twin, withTwin } from './answer/twin.ts';
import { choiceOf, openForm } from './asking.ts';
import { dealsIn } from './audience.ts';
import type { Command, Context, Outcome } from './command.ts';
import { frameIn } from './frame.ts';
import { homeFor, homeOfTalk } from './home.ts';
import type { Input, Said } from './input.ts';
import { readFields, type Scene, verbOf } from './line.ts';
import { type Reply, toAsker } from './message.ts';
import { hides, refusal, subjectOf } from './permit.ts';
import type { Request } from './request.ts';
import type { Resolving } from './resolve/found.ts';
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
  /** Records in another organisation that this chat belongs to from then on. */
  join(to: Outcome & { kind: 'join' }, reply: (after: Reads) => Promise<Reply>): Promise<Committed<Reply>>;
  /** The same turn with everything read anew, after somebody else was faster. */
  again(): Promise<Turn>;
  tried: boolean;
  /** Whoever speaks founded the organisation by it, and has been greeted for that. */
  greeted: boolean;
};

export async function answer(turn: Turn): Promise<Reply | null> {
  const request = requestOf(turn);
  if (request === null) return unmeant(turn);
  const stale = await staleReply(turn, request);
  return stale ?? perform(turn, request);
}

/** What means nothing to us. Thanks get one friendly line, for which a room is not interrupted. */
async function unmeant(turn: Turn): Promise<Reply | null> {
  const { input, context, commands } = turn;
  if (isTalk(turn)) return null;
  if (input.said.kind !== 'line') return toAsker(context.m.chat.expired);
  const { text } = input.said;
  if (isCourtesy(text)) return input.place.kind === 'room' ? null : toAsker(context.m.chat.anyTime);
  if (isGreeting(text)) return turn.greeted ? null : greeting(context);
  const show = commands.find((one) => one.name === 'deal.show');
  const about = show === undefined ? null : await aboutDeal(text, commands, resolving(turn, show));
  if (about?.kind === 'request') return perform(turn, about.request);
  return notUnderstood(text, context, about?.deal);
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
    case 'submit':
      return spoken(said, { commands, scene });
    case 'files': {
      const command = commands.find((one) => one.name === 'import.files');
      return command === undefined
        ? null
        : { command, reading: { values: {}, rest: '', said: said.text }, seen: undefined };
    }
    case 'line':
      // A bare slash or mention asks what one can say.
      if (said.text.replace(/[\s/／@]/g, '') === '') {
        return spoken({ kind: 'press', words: { line: 'help' } }, { commands, scene });
      }
      return understand(said.text, {
        commands,
        scene,
        addressed: said.addressed,
        inThread: context.here.deal !== null,
        stages: context.here.stages,
      });
  }
}

/** Words of a button or form: the line is read as typed, named values are laid over it. */
function spoken(
  said: Extract<Said, { kind: 'press' | 'submit' }>,
  at: { commands: readonly Command[]; scene: Scene },
): Request | null {
  const { line, values = {}, seen, on, form } = said.words;
  const verb = verbOf(line, at.commands);
  if (verb === null) return null;
  const reading = readFields(verb.rest, verb.command.fields, at.scene);
  const sent = said.kind === 'submit';
  const filled = sent ? said.values : {};
  const frame = frameIn(form);
  return {
    command: verb.command,
    reading: { ...reading, values: { ...reading.values, ...values, ...filled } },
    seen,
    ...(on === undefined ? {} : { on }),
    ...(frame === null ? {} : { form: { frame, sent } }),
  };
}

/** Relative dates are read from the input's own time. */
const sceneOf = ({ input, context }: Turn): Scene => ({
  now: input.at,
  zone: context.zone,
  calendar: context.organisation.calendar,
  currency: context.organisation.currency,
});

/** What a press rests on has changed since: nothing is done, and the change is shown. */
async function staleReply(turn: Turn, { command, seen, on }: Request): Promise<Reply | null> {
  if (seen === undefined || command.needs.action === 'deal.read') return null;
  const view = await turn.context.read.dealView(seen.deal);
  if (view === null || view.version === seen.version) return null;
  return showInstead(turn, { deal: seen.deal, on, text: turn.context.m.chat.changed });
}

type Instead = { deal: number; on: Request['on']; text: string };

/** The deal as it stands now, with a sentence on why it is shown. */
async function showInstead(turn: Turn, why: Instead): Promise<Reply> {
  const command = turn.commands.find((one) => one.name === 'deal.show');
  if (command === undefined) return toAsker(why.text);
  const reply = await perform(turn, {
    command,
    reading: { values: { deal: `#${why.deal}` }, rest: '', said: '' },
    seen: undefined,
    ...(why.on === undefined ? {} : { on: why.on }),
  });
  // A deal that became part of another one says so itself.
  const view = await turn.context.read.dealView(why.deal);
  const text = view?.state.status === 'void' && reply !== null ? reply.text : why.text;
  return { ...(reply ?? {}), text, audience: 'asker' };
}

/** What the names in a line are looked up with, for a verb. */
const resolving = (turn: Turn, { needs }: Command): Resolving => ({
  ...turn.context,
  scene: sceneOf(turn),
  hereDeal: turn.context.here.deal,
  hereStages: turn.context.here.stages,
  on: needs.on,
  fits: (deal, collaborators) => turn.context.may(needs.action, { deal: { ...deal.state, collaborators } }),
});

async function perform(turn: Turn, request: Request): Promise<Reply | null> {
  const { context } = turn;
  const { command } = request;
  const resolved = await resolveFields(request.reading, command.fields, resolving(turn, command));
  if (resolved.choose !== null)
    return replyTo(context, request, { message: choiceOf(context, request, resolved) });
  if (resolved.instead !== null) {
    if (isTalk(turn)) return null;
    const [fault = context.m.chat.expired] = Object.values(resolved.faults);
    return { ...insteadOf(resolved.instead, fault, context), audience: 'asker' };
  }
  if (hides(command, resolved, context)) return toAsker(context.m.chat.notAllowed.hidden);
  const { action } = command.needs;
  const subject = subjectOf(command, resolved);
  if (subject !== 'missing' && !context.may(action, subject))
    return isTalk(turn) ? null : toAsker(await refusal(context, { action, subject }));
  for (const name of leftEmpty(request, resolved)) resolved.faults[name] ??= context.m.chat.required;
  const missing = Object.keys(resolved.faults).length > 0;
  if (missing || request.form?.sent === false)
    return replyTo(context, request, { message: await openForm(context, { request, resolved }) });
  const done = await runInBoth(command, resolved.args, turn);
  return settle(turn, request, { resolved, ...done });
}

/** What a form asked for, cannot do without and did not get: everything that is missing is said at once. */
function leftEmpty({ command, form }: Request, { args }: Resolved): string[] {
  if (form?.sent !== true) return [];
  const { only } = form.frame;
  return Object.entries(command.fields).flatMap(([name, field]) =>
    field.needed === true && (only?.includes(name) ?? true) && args[name] === null ? [name] : [],
  );
}

type Done<O extends Outcome> = { resolved: Resolved; outcome: O; twin: Twin | null };

async function settle(turn: Turn, request: Request, done: Done<Outcome>): Promise<Reply | null> {
  const { outcome, resolved, twin } = done;
  const { context } = turn;
  switch (outcome.kind) {
    case 'show':
      return showing(turn, request, { resolved, outcome, twin });
    case 'refuse': {
      if (outcome.field === undefined) return toAsker(outcome.text);
      const faults = { [outcome.field]: outcome.text };
      const form = await openForm(context, { request, resolved: { ...resolved, faults } });
      return replyTo(context, request, { message: { ...form, text: outcome.text } });
    }
    case 'ask': {
      const { fields: only, note, values } = outcome;
      const raw = { ...resolved.raw, ...values };
      const frame = { only, ...(note === undefined ? {} : { note }) };
      const message = await openForm(context, { request, resolved: { ...resolved, raw }, frame });
      return replyTo(context, request, { message });
    }
    case 'record':
      return record(turn, request, { resolved, outcome, twin });
    case 'join': {
      const said = async (after: Reads) => replyTo(context, request, { message: await outcome.reply(after) });
      const committed = await turn.join(outcome, said);
      return committed.kind === 'conflict' ? toAsker(outcome.late) : committed.reply;
    }
  }
}

/** Nothing is recorded, but for the homes that a deal's first conversation gives it. */
async function showing(
  turn: Turn,
  request: Request,
  { resolved, outcome, twin }: Done<Outcome & { kind: 'show' }>,
): Promise<Reply | null> {
  const { input, context } = turn;
  const said = ({ message, aloud }: Outcome & { kind: 'show' }, to: Context, at?: AtHome): Reply => {
    const about = shown(request, resolved);
    const reply: Reply =
      aloud === true ? { ...message, audience: 'place' } : replyTo(to, request, { message, about });
    return at === undefined ? reply : atHome(reply, at, to);
  };
  const inBoth = (at?: AtHome): Reply => {
    const reply = said(outcome, context, at);
    return twin?.outcome.kind === 'show' ? withTwin(reply, said(twin.outcome, twin.context, at)) : reply;
  };
  const deal = outcome.message.form === undefined ? onlyDeal(request.command, resolved) : null;
  const homes = deal === null ? [] : await homeOfTalk(input, context, deal);
  const [home] = homes;
  if (deal === null || home === undefined) return inBoth();
  const at = { deal, here: home.home.channel === input.place.channel };
  const committed = await turn.record(homes, async () => inBoth(at));
  return committed.kind === 'conflict' ? inBoth() : committed.reply;
}

async function record(
  turn: Turn,
  request: Request,
  { outcome, twin }: Done<Outcome & { kind: 'record' }>,
): Promise<Reply | null> {
  const { context } = turn;
  const about = dealsIn(outcome.changes);
  const home = await homeFor(turn.input, context, outcome.changes);
  const committed = await turn.record([...outcome.changes, ...home], async (after, made) => {
    const undo = outcome.changes.some(
      (change) => change.kind === 'deal.open' || change.kind === 'deal.record',
    );
    const reply = replyTo(context, request, { message: await outcome.reply(after, made), about, undo });
    if (twin?.outcome.kind !== 'record') return reply;
    const message = await twin.outcome.reply(after, made);
    return withTwin(reply, replyTo(twin.context, request, { message, about, undo }));
  });
  if (committed.kind !== 'conflict') return committed.reply;
  const { deal } = committed;
  const { on } = request;
  if (deal === null) {
    if (turn.tried) throw new Error('what is recorded clashes with what is there');
    return perform({ ...(await turn.again()), tried: true }, request);
  }
  if (request.seen !== undefined) return showInstead(turn, { deal, on, text: context.m.chat.changed });
  if (turn.tried) return showInstead(turn, { deal, on, text: context.m.chat.again });
  // A typed line rests on nothing that was shown: it is tried once more on what is true now.
  return perform({ ...(await turn.again()), tried: true }, request);
}
