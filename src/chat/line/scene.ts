/** What reading a line needs to know of the world. */
export type Scene = { now: Date; zone: string; calendar: string; currency: string };
