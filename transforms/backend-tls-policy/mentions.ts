import type { Mention, Surroundings } from '../../src/manifest';

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
  return [above, below].some((lines) => {
    const separator = lines.findIndex((line) => /^\W*---/.test(line));
    const object = separator === -1 ? lines : lines.slice(0, separator);
    const kinds = object.filter((line) => /^[^\w]*kind["']?:/.test(line) && columnOf(line) === indentation);
    return policy.test(kinds[0] ?? '');
  });
}

/** Where the first word of a line starts: behind blanks, dashes, quotes and comment marks. */
function columnOf(line: string): number {
  return /^\W*/.exec(line)?.[0].length ?? 0;
}
