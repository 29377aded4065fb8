/** A report without what depends on the machine: how long the run took, in words or as a number. */
export function timeless(report: string): string {
  return report.replace(/(?<=\bin )(?:\d+ min )?[\d.]+ m?s\b/, '1 ms').replace(/(?<="durationMs": )\d+/, '1');
}
