import type { KubernetesObject } from '../kubernetes/object';
import type { Report } from '../transform';
import { entriesOf, valueAt } from '../yaml';

/** What the API server wrote into an object, and what a new object beside it does not have. */
const ofTheServer = ['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'managedFields'];

/** Reports what a dump says of the old object, where the migrated one is a new object. */
export function reportStaleMetadata({ mapping, kind }: KubernetesObject, report: Report): void {
  const stale = entriesOf(valueAt(mapping, 'metadata')).filter(({ name = '' }) => ofTheServer.includes(name));
  const [first] = stale;
  if (!first) return;
  const names = stale.map(({ name }) => name).join(', ');
  report({
    level: 'warning',
    at: first,
    message: `the metadata is that of the old ${kind}: ${names}`,
    help: 'delete these fields: the migrated object is a new one, and the API server refuses a uid or resourceVersion that is not its own',
  });
}
