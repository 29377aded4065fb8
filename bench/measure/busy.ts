import { readFileSync } from 'node:fs';

// What Linux counts in: hundredths of a second, on every machine that Node runs on.
const ticksPerSecond = 100;

/** Seconds that processors have spent on the programs that this one started and that have ended; only on Linux. */
export function busyOfChildren(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const text = readFileSync('/proc/self/stat', 'utf8');
  // The second field is a name in parentheses; the others are numbers or letters. See proc(5): cutime and cstime.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}
