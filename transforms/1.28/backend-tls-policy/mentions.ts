import type { Mention, Surroundings } from '../../../src/transform';

/** What must not be left of the alpha versions of BackendTLSPolicy, in any file. Other kinds have such versions too. */
export const policyMentions: readonly Mention[] = [
  {
    words: ['v1alpha2', 'v1alpha3'].flatMap((version) => [
      `gateway.networking.k8s.io/${version}`,
      `version: ${version}`,
      `"version": "${version}"`,
      `${version}.BackendTLSPolicy`,
      `backendtlspolicies.${version}`,
      `backendtlspolicy.${version}`,
    ]),
    message: 'this still names an alpha version of BackendTLSPolicy',
    help: 'it is gateway.networking.k8s.io/v1 now; see whether the fields named beside it have changed',
    isMeant: (surroundings) => !surroundings.isDefinition && meansPolicy(surroundings),
  },
];

const policy = /BackendTLSPolic(?:y|ies)/i;

function meansPolicy({ word, before, after, above, below }: Surroundings): boolean {
  const near = [before + word + after, ...above.slice(0, 2), ...below.slice(0, 2)];
  if (near.some((line) => policy.test(line))) return true;
  // In an object, `kind` may stand far from `apiVersion`, but at the same indentation and before a line of dashes.
  const indentation = columnOf(before + word);
  const isSeparator = (line: string) => /^\W*---/.test(line);
  const isKind = (line: string) => /^[^\w]*kind["']?:/.test(line) && columnOf(line) === indentation;
  // From the word on, downwards and upwards.
  return [
    { lines: below, isUpwards: false },
    { lines: above, isUpwards: true },
  ].some(({ lines, isUpwards }) => {
    const separator = lines.findIndex(isSeparator);
    const object = separator === -1 ? lines : lines.slice(0, separator);
    const at = object.findIndex(isKind);
    if (at === -1) return false;
    return policy.test(kindOn(isUpwards ? object.slice(0, at + 1).reverse() : object.slice(at)));
  });
}

/** The line with the value of the key that the first line holds: that line, or one below, under a comment. */
function kindOn([line = '', ...below]: readonly string[]): string {
  if (!/:\s*(?:#.*)?$/.test(line)) return line;
  return below.find((each) => !/^\s*(?:#|$)/.test(each)) ?? '';
}

/** Where the first word of a line starts: behind blanks, dashes, quotes and comment marks. */
function columnOf(line: string): number {
  return /^\W*/.exec(line)?.[0].length ?? 0;
}
