/** How much of each kind is shown. Tried from the first on until the card is within the platform's limits. */
export type Measure = {
  text: number;
  facts: number;
  items: number;
  rows: number;
  cellText: number;
  elements: number;
  buttons: number;
};

export const measures: readonly Measure[] = [
  { text: 4000, facts: 24, items: 30, rows: 60, cellText: 200, elements: 60, buttons: 12 },
  { text: 1500, facts: 16, items: 15, rows: 30, cellText: 80, elements: 30, buttons: 10 },
  { text: 500, facts: 12, items: 8, rows: 12, cellText: 40, elements: 16, buttons: 6 },
  { text: 160, facts: 6, items: 4, rows: 5, cellText: 24, elements: 8, buttons: 4 },
  { text: 60, facts: 3, items: 2, rows: 2, cellText: 12, elements: 4, buttons: 2 },
  // One of everything at least: the rest of a rest ends.
  { text: 60, facts: 1, items: 1, rows: 1, cellText: 12, elements: 1, buttons: 1 },
];
