import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import { lstat, readdir, rm } from 'node:fs/promises';
import { hasCode } from './read';
import { HeldFolder } from './held-folder';

/** Who made a temporary file, as its name says. */
interface Maker {
  /** Stands for the machine, or the container, in which the number of the process means something. */
  readonly machine: string;
  readonly process: number;
}

const shape = /^\..+\.istio-migrate-([0-9a-f]{8})-([1-9][0-9]{0,9})-[0-9a-f]{12}\.tmp$/s;

/** Loaded where a file is written: a hook that finds nothing need not wait for it. */
function cryptography(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}

/** A name beside the target that says where it comes from; file systems allow 255 bytes. */
export function temporaryName(target: string): string {
  const random = cryptography().randomBytes(6).toString('hex');
  const ending = `.istio-migrate-${thisMachine()}-${process.pid}-${random}.tmp`;
  const characters = Array.from(target);
  while (Buffer.byteLength(`.${characters.join('')}${ending}`) > 255) characters.pop();
  return `.${characters.join('')}${ending}`;
}

/** Who made the file at a path, if its name is exactly one that {@link temporaryName} gives. */
export function makerOf(path: string): Maker | undefined {
  const [, machine, number] = shape.exec(basename(path)) ?? [];
  if (machine === undefined || number === undefined) return undefined;
  return { machine, process: Number(number) };
}

let known: string | undefined;

/** The same in all processes that see each other's numbers: one start of one system, in one container. */
export function thisMachine(): string {
  known ??= cryptography()
    .createHash('sha256')
    .update(
      [
        hostname(),
        orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
        orNothing(() => readlinkSync('/proc/self/ns/pid')),
      ].join('\0'),
    )
    .digest('hex')
    .slice(0, 8);
  return known;
}

/** Other systems than Linux do not have these. */
function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

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
