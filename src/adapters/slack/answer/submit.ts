import type { Form } from '../../../chat/form.ts';
import { blockIdOf } from '../render/form.ts';
import { cut } from '../render/text.ts';

const LONGEST_FAULT = 300;

/** What is wrong, by the block of its field. */
export const faultsOf = (form: Form): Record<string, string> =>
  Object.fromEntries(
    form.fields.flatMap(({ name, fault }) =>
      fault === undefined ? [] : [[blockIdOf(name), cut(fault, LONGEST_FAULT)] as const],
    ),
  );

/** Whether everything that is wrong stands in the open modal: else the modal is drawn anew. */
export const faultsShown = (faults: Readonly<Record<string, string>>, shown: readonly string[]): boolean =>
  Object.keys(faults).length > 0 && Object.keys(faults).every((block) => shown.includes(block));
