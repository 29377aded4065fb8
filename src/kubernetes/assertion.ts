import { asMapping, holdersOf, keyOf, type Node, walk } from '../yaml';
import { isExpression, type KubernetesObject } from './object';

/**
 * Whether an object is what a test asks of one in the cluster: it says a part of it, and what it lacks may be anything.
 *
 * Source: kuttl, `pkg/test/step.go` (names of files); Chainsaw, `pkg/apis/v1alpha1/operation.go`.
 */
export function isAssertion({ mapping }: KubernetesObject, path: string): boolean {
  return assertionFile.test(path) || isOperationOfTest(mapping) || holdsExpression(mapping);
}

/** `00-assert.yaml`, `01-errors.yaml`, `chainsaw-step-01-assert-1.yaml`, `pool-assert.yaml`. */
const assertionFile =
  /(?:^|\/)(?:(?:[\w-]*[\d_-])?assert(?:ions?)?|(?:\d+|chainsaw[\w-]*)-errors?)(?:-[\w-]*)?\.ya?ml$/;

/** `assert: {resource: …}`, `error: {resource: …}`. */
function isOperationOfTest(mapping: Node): boolean {
  const above = holdersOf(mapping).map(keyOf);
  const at = above.indexOf('resource');
  return at !== -1 && ['assert', 'error'].includes(above[at + 1] ?? '');
}

function holdsExpression(mapping: Node): boolean {
  let isFound = false;
  walk(mapping, (node) => {
    isFound ||= asMapping(node)?.entries.some(({ name = '' }) => isExpression(name)) ?? false;
  });
  return isFound;
}
