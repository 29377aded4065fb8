import { transforms } from '../../transforms';
import type { Tree } from './fixtures';
import { migrateTexts } from './migrate-texts';

/** A kustomization as the migration leaves it. */
export interface Migrated {
  readonly text: string;
  /** The first error that is reported about it, with its line: `4: message`. */
  readonly error: string | undefined;
}

/**
 * Migrates a base and the kustomization above it.
 *
 * @param more other files of the tree
 */
export function migrateKustomization(base: string, kustomization: string, more: Tree = {}): Migrated {
  // Without a word that counts, nobody would look at it.
  const head = 'resources: [../base] # InferencePool BackendTLSPolicy\n';
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
  const text = built?.after.slice(head.length) ?? '';
  return { text, error: error && `${error.line}: ${error.message}` };
}

/** The kustomization above a base as the migration leaves it, or the first error that it has to tell. */
export function migrated(base: string, kustomization: string): string {
  const { text, error } = migrateKustomization(base, kustomization);
  return error ?? text;
}

/** A JSON patch as the kustomization has it. */
export function patch(target: string, ...operations: string[]): string {
  const lines = operations.map((operation) => `      - ${operation}\n`);
  return `patches:\n  - target: ${target}\n    patch: |\n${lines.join('')}`;
}
