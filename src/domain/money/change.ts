/** What stands between what an amount was and what it becomes: 65k→70k, 48万改60万, 50k to 65k. */
const BECOMES = /^\s*(?:→|->|=>|-->|⇒|>|改成?|变成?|涨到|降到|调到|到|to|变为|改为)\s*$/iu;

export const becomes = (between: string): boolean => BECOMES.test(between);
