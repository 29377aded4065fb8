import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode } from './cause';
import { HeldFolder } from './held-folder';
import { makerOf, thisMachine } from './temporary';

/** No write takes so long: what is older was left over, whoever made it. */
const surelyLeftAfterMs = 60 * 60 * 1000;

/**
 * Removes the temporary files that runs left which were killed. Never throws: what cannot be removed is in nobody's
 * way, and the next run tries again.
 *
 * A file is removed only if its name is exactly one that a write gives, it is a regular file of the user who runs this
 * (root removes those of all users, since it writes for all), and the process that made it is gone: there is no such
 * process on this machine any more, or the file is an hour old. The file of a run that goes on at the same time stays.
 *
 * @param seen such files as the search has come across them
 * @param targets the files that may be written: all that lies beside them is looked at, whatever ignore rules say
 */
export async function removeLeftovers(seen: readonly string[], targets: readonly string[]): Promise<void> {
  const folders = new Set([...seen, ...targets].map((path) => dirname(path)));
  for (const folder of folders) await clean(folder).catch(() => undefined);
}

async function clean(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => makerOf(name) !== undefined);
  if (names.length === 0) return;
  const held = await HeldFolder.open(folder);
  try {
    for (const name of names) {
      const path = held.pathTo(name);
      if (await isLeftover(path)) await rm(path, { force: true });
    }
  } finally {
    await held.close();
  }
}

async function isLeftover(path: string): Promise<boolean> {
  const facts = await lstat(path);
  const user = process.geteuid?.();
  const isOurs = user === undefined || user === 0 || facts.uid === user;
  if (!facts.isFile() || !isOurs) return false;
  if (Date.now() - facts.mtimeMs > surelyLeftAfterMs) return true;
  const maker = makerOf(path);
  return maker?.machine === thisMachine() && !isRunning(maker.process);
}

function isRunning(number: number): boolean {
  try {
    // Signal 0 only asks.
    process.kill(number, 0);
    return true;
  } catch (error) {
    // A process of another user may not be asked, but it is there.
    return !hasCode(error, 'ESRCH');
  }
}
