import type { PathStep } from '../../../chat/card.ts';
import type { Words } from './words.ts';

/** A deal's way through the stages: a rail of chevrons, with the current stage named beneath where space is short. */
export function Path({ steps, words }: { steps: readonly PathStep[]; words: Words }) {
  const at = steps.findIndex((step) => step.state === 'current');
  const current = steps[at];
  return (
    <div class="path">
      <ol>
        {steps.map((step, index) => (
          <li
            key={index}
            class={`step ${step.state}`}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            <span class="chevron" title={step.label} />
            <span class="step-label">{step.label}</span>
            <span class="hidden">{stateName(words, step.state)}</span>
          </li>
        ))}
      </ol>
      {current && (
        <p class="path-now">
          <strong class="path-stage">{current.label}</strong>
          <span>{words.stepOf(at + 1, steps.length)}</span>
          {current.detail !== undefined && <span class="path-detail">{current.detail}</span>}
        </p>
      )}
    </div>
  );
}

function stateName(words: Words, state: PathStep['state']): string {
  switch (state) {
    case 'done':
      return words.stepDone;
    case 'skipped':
      return words.stepSkipped;
    case 'current':
      return words.stepCurrent;
    case 'ahead':
      return words.stepAhead;
  }
}
