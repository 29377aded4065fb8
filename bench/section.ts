/** A goal, and whether it is met. */
export interface Target {
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** The results of a part. */
export interface Section {
  readonly title: string;
  /** How it was measured, in sentences. */
  readonly how: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly targets: readonly Target[];
}

/**
 * A section as Markdown whose tables are aligned, so that a terminal shows them too.
 *
 * @param machine what it was measured on, one fact a line
 */
export function sectionText(
  { title, how, head, rows, targets }: Section,
  machine: readonly string[],
): string {
  const verdicts = targets.map(({ goal, measured, isMet }) => [goal, measured, isMet ? 'pass' : 'FAIL']);
  const goals = targets.length === 0 ? '' : `\n${table(['target', 'measured', 'result'], verdicts)}`;
  return `### ${title}\n\n${[...machine, ...how].map((line) => `- ${line}\n`).join('')}\n${table(head, rows)}${goals}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |\n`;
  const [first = '', ...others] = all.map(line);
  return first + line(widths.map((width) => '-'.repeat(width))) + others.join('');
}

/** Seconds as people read them, or a dash where they were not measured. */
export function time(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  return seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(2)} s`;
}

/** A ratio, or a dash where there is nothing to compare with. */
export function times(ratio: number | undefined): string {
  return ratio === undefined ? '–' : `${ratio.toFixed(ratio < 10 ? 2 : 0)} ×`;
}

/** Megabytes, or a dash where they were not measured. */
export function memory(megabytes: number | undefined): string {
  return megabytes === undefined ? '–' : `${megabytes.toFixed(0)} MB`;
}
