import { mentions } from '../../src/domain/mention.ts';
import type { Stage } from '../../src/domain/stage.ts';
import type { DealView } from '../../src/domain/views.ts';

/** Words that only hold a line together. */
const PARTICLES: readonly RegExp[] = [
  /^(?:back|to|into|in|on|the|stage|because(?: of)?|since|due to|with|for|is|until|till|as)\b[\s,:]*/i,
  /^(?:退回|回到|回|到|至|进入|进|阶段|了|的|把|因为|由于|理由|原因|等到)(?=[\s，,：:]|$)|^[\s，,：:。;；、]+/u,
];

/**
 * What a line says beyond the names it began with: the deal, its customer, the stage it goes to. 退回 远景 到 需求确认
 * 客户换人了 says 客户换人了; nothing may be left.
 */
export function remainder(said: string | null, of: { view: DealView; stage?: Stage }): string {
  const { view, stage } = of;
  const names = [view.name, view.customer?.name, view.partner?.name, stage?.name.en, stage?.name.zh];
  const known = names.flatMap((name) =>
    name === undefined ? [] : [{ kind: 'deal' as const, id: name, name }],
  );
  let left = (said ?? '').replace(/(?:^|\s)#\d{1,9}(?!\d)/g, ' ').trim();
  for (;;) {
    const before = left;
    for (const particle of PARTICLES) left = left.replace(particle, '');
    const first = mentions(left, known).find((one) => one.start === 0);
    if (first !== undefined) left = left.slice(first.end);
    left = left.trim();
    if (left === before) return left;
  }
}
