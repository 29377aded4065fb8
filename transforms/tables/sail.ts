/** The oldest minor release of Istio that a release of the Sail operator installs. */
export interface SailOperator {
  /** The minor release of the operator, which is that of the newest Istio that it installs. */
  readonly operator: string;
  readonly oldest: string;
}

/** What is not `eol` in `pkg/istioversion/versions.yaml` of istio-ecosystem/sail-operator at the newest tag of each. */
export const sailOperators: readonly SailOperator[] = [
  { operator: '1.25', oldest: '1.21' },
  { operator: '1.26', oldest: '1.24' },
  { operator: '1.27', oldest: '1.24' },
  { operator: '1.28', oldest: '1.26' },
  { operator: '1.29', oldest: '1.27' },
  { operator: '1.30', oldest: '1.28' },
];

/** The newest release of the operator that is known. */
export const newestSail = '1.30.3';
