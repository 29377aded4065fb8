import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The type declarations that a library's entry needs: itself and what it imports, directly or not.
 *
 * @param {string} entry a path in the folder
 * @param {string} folder where the compiler has put all declarations
 * @returns {Map<string, string>} texts by path in the folder
 */
export function declarationsFor(entry, folder) {
  const found = new Map();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    found.set(path, text);
    for (const [, name] of text.matchAll(/\b(?:from |import\()["'](\.[^"']+)["']/g)) {
      open.push(declarationOf(join(dirname(path), name), folder));
    }
  }
  return found;
}

function declarationOf(path, folder) {
  const candidates = [`${path}.d.ts`, join(path, 'index.d.ts')];
  const existing = candidates.find((candidate) => existsSync(join(folder, candidate)));
  if (existing === undefined) throw new Error(`no declarations for ${path} in ${folder}`);
  return existing;
}
