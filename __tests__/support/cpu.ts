/**
 * How many milliseconds this process has computed for. Other programs on the machine take none of them, so that a limit
 * can tell an amount of work that grows with the square of a text from a busy machine.
 */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
