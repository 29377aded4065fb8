/** Lines of a text, counted from 0: `start` included, `end` not. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Lines that give way to others; either side may be empty. */
export interface Change {
  readonly before: LineRange;
  readonly after: LineRange;
}
