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
  const isSeparator = (line: string) => /^\W*---/.test(line);
  const isKind = (line: string) => /^[^\w]*kind["']?:/.test(line) && columnOf(line) === indentation;
  // From the word on, downwards and upwards.
  return [below, above].some((lines, isUpwards) => {
    const separator = lines.findIndex(isSeparator);
    const object = separator === -1 ? lines : lines.slice(0, separator);
    const at = object.findIndex(isKind);
    const [kind = '', ...further] = isUpwards ? object.slice(0, at + 1).reverse() : object.slice(at);
    if (at === -1) return false;
    // The value may stand on a line of its own, below a comment.
    return policy.test(
      /:\s*(?:#.*)?$/.test(kind) ? (further.find((line) => !/^\s*(?:#|$)/.test(line)) ?? '') : kind,
    );
  });
}

/** Where the first word of a line starts: behind blanks, dashes, quotes and comment marks. */
function columnOf(line: string): number {
  return /^\W*/.exec(line)?.[0].length ?? 0;
}
