import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';

/** Who made a temporary file, as its name says. */
export interface Maker {
  /** Stands for the machine, or the container, in which the number of the process means something. */
  readonly machine: string;
  readonly process: number;
}

const shape = /^\..+\.istio-migrate-([0-9a-f]{8})-([1-9][0-9]{0,9})-[0-9a-f]{12}\.tmp$/s;

/** A name beside the target that says where it comes from; file systems allow 255 bytes. */
export function temporaryName(target: string): string {
  const random = randomBytes(6).toString('hex');
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
  known ??= createHash('sha256')
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
