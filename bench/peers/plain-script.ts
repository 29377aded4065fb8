// What somebody would write for one migration in an afternoon: parse every YAML file, change the objects, print those
// that changed. It knows two kinds, no templates and no JSON. Prints how many files it would write.
import { readFileSync } from 'node:fs';
import glob from 'fast-glob';
import { type Document, isMap, isSeq, parseAllDocuments } from 'yaml';

const changed = glob.sync('**/*.{yaml,yml}').filter((path) => {
  const documents = [...parseAllDocuments(readFileSync(path, 'utf8'))];
  if (documents.some(({ errors }) => errors.length > 0)) return false;
  const isChanged = documents.map((document) => migrate(document)).includes(true);
  return isChanged && documents.map(String).join('---\n') !== '';
});
console.log(changed.length);

function migrate(document: Document): boolean {
  const kind = document.get('kind');
  const version = String(document.get('apiVersion'));
  if (kind === 'BackendTLSPolicy' && version === 'gateway.networking.k8s.io/v1alpha3') {
    document.set('apiVersion', 'gateway.networking.k8s.io/v1');
    return true;
  }
  if (kind === 'HTTPRoute') return migrateRoute(document);
  if (kind !== 'InferencePool' || !version.startsWith('inference.networking.x-k8s.io/')) return false;
  document.set('apiVersion', 'inference.networking.k8s.io/v1');
  document.setIn(['spec', 'targetPorts'], [{ number: document.getIn(['spec', 'targetPortNumber']) }]);
  document.deleteIn(['spec', 'targetPortNumber']);
  document.setIn(['spec', 'selector'], { matchLabels: document.getIn(['spec', 'selector']) });
  document.setIn(['spec', 'endpointPickerRef'], document.getIn(['spec', 'extensionRef']));
  document.deleteIn(['spec', 'extensionRef']);
  return true;
}

function migrateRoute(document: Document): boolean {
  let isChanged = false;
  for (const rule of itemsOf(document.getIn(['spec', 'rules']))) {
    for (const reference of isMap(rule) ? itemsOf(rule.get('backendRefs')) : []) {
      if (!isMap(reference) || reference.get('group') !== 'inference.networking.x-k8s.io') continue;
      reference.set('group', 'inference.networking.k8s.io');
      isChanged = true;
    }
  }
  return isChanged;
}

function itemsOf(node: unknown): unknown[] {
  return isSeq(node) ? node.items : [];
}
