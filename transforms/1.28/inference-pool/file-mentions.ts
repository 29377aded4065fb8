import type { Facts } from '../../../src/facts';
import { isNamed, resolveFrom } from '../../../src/kubernetes/path';
import type { Mention } from '../../../src/sweep/mention';
import { poolBases } from './base';
import { pool } from './group-mentions';

/** Fields that v1 has under other names, in programs that read or write them in a file with a pool: they need not name it. */
export const fieldsInFiles: Mention = {
  words: ['targetPortNumber', 'extensionRef'],
  pattern: /(?<!\w)(?:targetPortNumber|extensionRef)(?!\w)/g,
  message: 'a field that InferencePool v1 does not have, of a file with a pool',
  help: 'use targetPorts[0].number, and endpointPickerRef, whose port is port.number; change it together with the file',
  isMeant(place, facts) {
    const { source, isInComment } = place;
    if (!['program', 'other'].includes(source.kind) || isInComment || source.matches(pool)) return false;
    const lines = [place.ownLine, ...place.above(linesApart), ...place.below(linesApart)];
    return lines.some((line) => (line.match(namedFile) ?? []).some((name) => holdsPool(name, facts)));
  },
};

/** How far from a field a program may name the file that it reads. */
const linesApart = 3;
const namedFile = /[\w./*-]{1,200}\.(?:ya?ml|json)(?![\w.])/g;

function holdsPool(name: string, facts: Facts): boolean {
  const file = { path: resolveFrom('.', name), fromRoot: true };
  return facts.all(poolBases).some(({ path }) => isNamed(file, path));
}
