import { transforms } from '../../transforms';
import type { Tree } from './fixtures';
import { migrateTexts } from './migrate-texts';

/**
 * The kustomization above a base as the migration leaves it, or the first error that it has to tell.
 *
 * @param more other files of the tree
 */
export function migrated(base: string, kustomization: string, more: Tree = {}): string {
  const head = 'resources: [../base]\n';
  const outcomes = migrateTexts(
    {
      'base/kustomization.yaml': 'resources: [object.yaml]\n',
      'base/object.yaml': base,
      'build/kustomization.yaml': head + kustomization,
      ...more,
    },
    transforms.filter(({ id }) => ['inference-pool', 'backend-tls-policy'].includes(id)),
  );
  const built = outcomes.find(({ path }) => path === 'build/kustomization.yaml');
  const error = built?.findings.find(({ level }) => level === 'error');
  if (error) return `${error.line}: ${error.message}`;
  return built?.after.slice(head.length) ?? '';
}

/** A JSON patch as the kustomization has it. */
export function patch(target: string, ...operations: string[]): string {
  const lines = operations.map((operation) => `      - ${operation}\n`);
  return `patches:\n  - target: ${target}\n    patch: |\n${lines.join('')}`;
}
