import {
  type HelpEntry,
  helpCard,
  nounCard,
  nounName,
  nounNames,
  nounOf,
  verbCard,
} from '../../src/cards/help.ts';
import { type Command, type Context, command, show } from '../../src/chat/command.ts';
import { optional, text } from '../../src/chat/field.ts';
import { verbOf } from '../../src/chat/line.ts';
import type { Message } from '../../src/chat/message.ts';
import { nameKey } from '../../src/domain/name.ts';
import type { Locale } from '../../src/domain/people.ts';
import { everAllowed } from '../../src/domain/permission.ts';

/** Made from the command list, so it can neither forget a verb nor promise one. Only what the role may use. */
export const helpShow = command({
  name: 'help.show',
  says: { en: ['help', '?'], zh: ['帮助', '怎么用'] },
  title: { en: 'Help', zh: '帮助' },
  help: { en: 'What you can say, for everything or for one word', zh: '看看可以怎么说' },
  example: { en: 'help', zh: '帮助' },
  fields: {
    about: optional(
      text({
        label: { en: 'About', zh: '关于' },
        example: { en: 'deal', zh: '商机' },
        maxLength: 200,
      }),
    ),
    /** The verb that an example is of, by its name: some nouns are called like one of theirs. */
    verb: optional(text({ label: { en: 'Verb', zh: '命令' }, takes: 'named', machine: true })),
  },
  needs: { action: 'self', on: 'nothing' },
  reads: true,
  async run({ about, verb: name }, context) {
    const verb = usable(context).find((one) => one.name === name);
    if (verb !== undefined) return show(verbHelp(verb, context));
    return show(about === null ? everything(context) : helpOn(about, context));
  },
});

/** The verbs that this person's role can ever use. */
const usable = ({ commands, person }: Context): Command[] =>
  commands.filter((one) => one.hidden !== true && everAllowed(person.role, one.needs.action));

function everything(context: Context): Message {
  const { m, locale } = context;
  const entries = usable(context).map((one) => entryOf(one, locale));
  return { text: m.help.title, card: helpCard(entries, context) };
}

/** Help on a noun in either language, on a verb however it is called, or a kind word. */
function helpOn(about: string, context: Context): Message {
  const { m, locale } = context;
  const verbs = usable(context);
  const noun = nounCalled(about, verbs);
  const of = verbs.filter((one) => nounOf(one.name) === noun).map((one) => entryOf(one, locale));
  if (noun !== null && of.length > 1) {
    return { text: m.help.of(nounName(noun, m)), card: nounCard(noun, of, context) };
  }
  const verb = verbs.find((one) => one.name === of[0]?.name) ?? verbCalled(about, verbs);
  return verb === null ? { ...everything(context), text: m.help.unknown(about) } : verbHelp(verb, context);
}

function verbHelp(verb: Command, context: Context): Message {
  const entry = entryOf(verb, context.locale);
  return { text: `${entry.says} · ${entry.help}`, card: verbCard(entry, context) };
}

/** `deal.advance`, `deal advance`, `advance`, 推进, or the last word of a verb's name. */
function verbCalled(about: string, verbs: readonly Command[]): Command | null {
  return (
    verbs.find((one) => one.name === about) ??
    verbOf(about, verbs)?.command ??
    verbs.find((one) => nameKey(one.name.split('.')[1] ?? '') === nameKey(about)) ??
    null
  );
}

function nounCalled(about: string, verbs: readonly Command[]): string | null {
  const key = nameKey(about);
  const nouns = [...new Set(verbs.map((one) => nounOf(one.name)))];
  return nouns.find((noun) => nounNames(noun).some((name) => nameKey(name) === key)) ?? null;
}

function entryOf(verb: Command, locale: Locale): HelpEntry {
  const [says = verb.name, ...also] = verb.says[locale];
  const fields = Object.values(verb.fields).filter((field) => field.formOnly !== true || field.optional);
  return {
    name: verb.name,
    says,
    also,
    help: verb.help[locale],
    example: verb.example[locale],
    pressable:
      verb.reads === true &&
      Object.values(verb.fields).every((field) => field.optional || field.preset !== undefined),
    fields: fields.map((field) => ({
      label: field.label[locale],
      example: field.example[locale],
      optional: field.optional || field.preset !== undefined,
      options: field.is.kind === 'choice' ? field.is.options.map((option) => option.label[locale]) : [],
    })),
  };
}
