/** Numbers as text, short where they follow one another: 3-9,12. Each once, in order. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last.to + 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** The numbers of such a text, at most so many; what is no number is left out. */
export function numbersIn(text: string, most: number): number[] {
  const numbers: number[] = [];
  for (const part of text.split(',')) {
    const [, from, to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part.trim()) ?? [];
    for (let one = Number(from); one <= Number(to) && numbers.length < most; one += 1) numbers.push(one);
  }
  return numbers;
}
