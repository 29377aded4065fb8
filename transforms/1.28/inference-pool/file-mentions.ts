import type { Facts } from '../../../src/facts';
import { isNamed, resolveFrom } from '../../../src/kubernetes/path';
import type { Mention } from '../../../src/sweep/mention';
import { poolBases } from './base';
import { pool } from './group-mentions';

/** Fields that v1 has under other names, in programs and commands that use them in a file with a pool: they need not name it. */
export const fieldsInFiles: Mention = {
  words: ['targetPortNumber', 'extensionRef'],
  pattern: /(?<!\w)(?:targetPortNumber|extensionRef)(?!\w)/g,
  message: 'a field that InferencePool v1 does not have, of a file with a pool',
  help: 'use targetPorts[0].number, and endpointPickerRef, whose port is port.number; change it together with the file',
  isMeant(place, facts) {
    const { source, isInComment, before, after } = place;
    // The key of an object in a manifest; what is in a command is behind its words.
    const isKey =
      source.kind === 'manifest' && /(?:^|[{,])[\s"'-]*$/.test(before) && /^["']?\s*:/.test(after);
    if (source.kind === 'documentation' || isInComment || isKey) return false;
    // `sed s/…/…/` on a file that is not in sight.
    if (/\bs[/|#@,]\W{0,9}$/.test(before) && source.matches(pool)) return true;
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
