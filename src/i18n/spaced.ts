const LETTER_FIRST = /^[A-Za-z]/u;
const LETTER_LAST = /[A-Za-z]$/u;
const HAN_FIRST = /^\p{Script=Han}/u;
const HAN_LAST = /\p{Script=Han}$/u;

/**
 * A Chinese sentence around names that may be Latin: a space where the two scripts meet, and none inside a name, which is
 * written as its people write it. 已通过${name}的申请 → 已通过 Nina Park 的申请, 已通过李伟的申请.
 */
export function spaced(words: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return words.reduce((said, next, index) => {
    const value = String(values[index - 1] ?? '');
    return joined(joined(said, value), next);
  }, '');
}

function joined(left: string, right: string): string {
  const meets =
    (HAN_LAST.test(left) && LETTER_FIRST.test(right)) || (LETTER_LAST.test(left) && HAN_FIRST.test(right));
  return meets ? `${left} ${right}` : `${left}${right}`;
}
