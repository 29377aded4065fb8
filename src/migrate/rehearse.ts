import { LineIndex } from '../yaml';
import type { Transform } from '../transform';
import type { ManifestFile } from './manifest-file';
import { type FilePlan, notRewritten } from './plan';
import type { Surroundings } from './request';

/** What some work gives, or what it throws. */
export function attempted<T>(work: () => T): { readonly result: T } | { readonly fault: unknown } {
  try {
    return { result: work() };
  } catch (fault) {
    return { fault };
  }
}

/**
 * Learns what cannot move of that which moves together: a trial over files, of which only these facts stay.
 *
 * @param filesFor the files that the transforms which have such units may change
 * @param plan how a file is planned
 */
export function rehearse(
  transforms: readonly Transform[],
  surroundings: Surroundings,
  filesFor: (concerned: readonly Transform[]) => Iterable<ManifestFile>,
  plan: (file: ManifestFile, concerned: readonly Transform[], within: Surroundings) => FilePlan,
): void {
  const { facts } = surroundings;
  const concerned = transforms.filter(
    ({ hasUnits, isTriedBefore }) => hasUnits?.(facts) ?? isTriedBefore?.(facts),
  );
  if (concerned.length === 0) return;
  const learned: (() => void)[] = [];
  for (const file of filesFor(concerned)) {
    const trial = (within: Surroundings) => plan(file, concerned, within);
    learned.push(...learnedFrom(file, surroundings, trial));
  }
  for (const add of learned) add();
}

/** What a trial over a file teaches, to be added to the facts once all files have been tried. */
function learnedFrom(
  { text, within }: ManifestFile,
  surroundings: Surroundings,
  trial: (surroundings: Surroundings) => FilePlan,
): (() => void)[] {
  const { facts } = surroundings;
  const obstacles = new Map<string, string>();
  const asked: (() => () => void)[] = [];
  const collect: Surroundings['collect'] = (kind, { line, column }, factOf) => {
    asked.push(() => facts.adding(kind, factOf(obstacles.get(`${line}:${column}`))));
  };
  const planned = attempted(() => trial({ ...surroundings, collect }));
  const learned = (): (() => void)[] => asked.map((each) => each());
  if (!('result' in planned)) return learned();
  const lines = new LineIndex(within?.outer ?? text);
  const at = (offset: number) => lines.at(within ? within.toOuter(offset) : offset);
  for (const { about, message, offset } of planned.result.all.notes) {
    if (!about) continue;
    const [asked, { line }] = [at(about.at), at(offset)];
    const where = line === asked.line ? '' : ` (line ${line})`;
    obstacles.set(`${asked.line}:${asked.column}`, message.slice(notRewritten.length) + where);
  }
  return learned();
}
