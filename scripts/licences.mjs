import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of all packages that a bundle holds something of.
 *
 * @param {readonly import('esbuild').Metafile[]} metafiles what esbuild says of the bundles
 * @returns {string} a text to go with them
 */
export function licencesOf(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) =>
      // What is empty, or was dropped, is not in the bundle.
      Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])),
    ),
  );
  const folders = new Set(
    inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  const parts = [...folders].map(licenceIn).toSorted();
  return [heading, ...new Set(parts)].join(`\n${'-'.repeat(80)}\n\n`);
}

const heading = `Packages that are part of the files in this folder, and their licences.
istio-migrate itself is under the Apache License 2.0: see LICENSE.
`;

/** A licence in a package's folder, under its name and version. */
function licenceIn(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e\b/i.test(each));
  if (file === undefined)
    throw new Error(`${name} ${version} has no file of its licence, which has to travel with it`);
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  return `${name} ${version}, ${license}\n\n${text}\n`;
}
