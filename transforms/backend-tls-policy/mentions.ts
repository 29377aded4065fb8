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

/** In YAML and JSON, `kind` stands beside `apiVersion`, or a little further from `version`. */
function meansPolicy({ word, before, after, above, below }: Surroundings): boolean {
  const near = [before + word + after, ...above.slice(0, 2), ...below.slice(0, 2)];
  return near.some((line) => /BackendTLSPolic(?:y|ies)|backendtlspolic(?:y|ies)/.test(line));
}
