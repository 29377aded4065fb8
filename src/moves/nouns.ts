import type { MovedKind } from './moved-kind';

/** `InferencePools`, `BackendTLSPolicies`, `GatewayClasses`. */
export function plural(kind: string): string {
  return /[^aeiou]y$/.test(kind) ? kind.replace(/y$/, 'ies') : `${kind}${kind.endsWith('s') ? 'es' : 's'}`;
}

/** `pool` of InferencePool: the last word of a kind, as sentences name it. */
export function nounOf({ to }: Pick<MovedKind, 'to'>): string {
  return (/[A-Z][a-z]+$/.exec(to.kind)?.[0] ?? to.kind).toLowerCase();
}
