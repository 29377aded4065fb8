import type { Facts } from '../../src/facts';
import { isSample } from '../../src/files/names';
import { isInUpstreamChart } from '../../src/install/chart';
import { folderOf } from '../../src/kubernetes/path';

/** Folders of code and manifests that others wrote, and that nobody applies from there. */
const ofOthers = /(?:^|\/)(?:vendor|third_party|node_modules)\//;

/** Whether what a file holds says something of the clusters of this tree: copies of what others wrote do not. */
export function isEvidence(path: string, facts: Facts): boolean {
  return !ofOthers.test(path) && !isInUpstreamChart(path, facts);
}

const sourceCode =
  /\.(?:[cm]?[jt]sx?|go|py|rb|java|kts?|scala|groovy|c|h|cc|cpp|cs|swift|rs|php|lua|dart|exs?)$/i;

/** Whether a file is code of a program, which holds texts for many purposes, and no script. */
export function isSourceCode(path: string): boolean {
  return sourceCode.test(path);
}

/**
 * Whether objects of two files may be in one cluster: a test or an example meets only what lies in its own folder, or in
 * one around it or below.
 */
export function canMeet(one: string, other: string): boolean {
  const samples = [one, other].filter((path) => isSample(path, ['']));
  if (samples.length < 2) return samples.length === 0;
  const [here, there] = [`${folderOf(one)}/`, `${folderOf(other)}/`];
  return here.startsWith(there) || there.startsWith(here);
}
