import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those of ten seconds and more: begun last, one of them would leave the other workers with nothing to do. */
const SLOWEST = [
  'test/conversations/conversations.test.ts',
  'test/page/talk.test.ts',
  'test/start.test.ts',
  'test/exchange/maven.test.ts',
  'test/store/embedded.test.ts',
  'test/adapters/slack/render/limits.test.ts',
  'test/page/frame.test.ts',
  'test/commands/behind.test.ts',
  'test/page/form.test.ts',
  'test/adapters/slack/time.test.ts',
  'test/jobs/nudges.test.ts',
  'test/adapters/lark/render/card.test.ts',
  'test/adapters/lark/verify.test.ts',
];

/**
 * The slowest files first also where no run before this one was timed, as in a fresh clone: vitest would begin with
 * the largest then. The others follow in its order.
 */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = SLOWEST.findIndex((path) => moduleId.endsWith(`/${path}`));
      return at === -1 ? SLOWEST.length : at;
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
