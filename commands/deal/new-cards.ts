import { moneyText } from '../../src/cards/deal.ts';
import type { ListItem } from '../../src/chat/card.ts';
import type { Context } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Duplicate } from '../../src/domain/duplicate.ts';
import type { Pipeline } from '../../src/domain/stage.ts';
import { pipelineName } from '../../src/domain/templates.ts';

type Raw = Readonly<Record<string, string>>;

/** No process is called so; which one the deal follows is one press. */
export function pipelineCard(pipelines: readonly Pipeline[], said: Raw, { m, locale }: Context): Message {
  const text = m.deal.say.whichPipeline;
  const items = pipelines.map(
    (one): ListItem => ({
      title: pipelineName(one, locale),
      detail: one.stages.map((stage) => stage.name[locale]).join(' → '),
      press: { line: 'deal new', values: { ...said, pipeline: one.id } },
    }),
  );
  return { text, card: { title: text, elements: [{ kind: 'list', items }] } };
}

/** Deals that may be the same one. Of those the asker may not see, only whom to talk to. */
export function duplicateCard(found: readonly Duplicate[], said: Raw, context: Context): Message {
  const { m } = context;
  const { say } = m.deal;
  const items = found.slice(0, 5).map((one): ListItem => {
    if (one.kind === 'hidden') return { title: say.duplicateHidden(one.owner.name) };
    const { deal } = one;
    const detail = [deal.customer, deal.owner.name, moneyText(deal.state, context)];
    return {
      title: `#${deal.number} ${deal.name}`,
      detail: detail.filter((part) => part !== null).join(' · '),
      press: { line: 'deal show', values: { deal: `#${deal.number}` } },
    };
  });
  return {
    text: say.duplicate,
    card: {
      title: say.duplicate,
      elements: [
        { kind: 'list', items },
        {
          kind: 'buttons',
          buttons: [
            { label: say.openAnyway, says: { line: 'deal new anyway', values: said, on: 'question' } },
          ],
        },
      ],
    },
  };
}
