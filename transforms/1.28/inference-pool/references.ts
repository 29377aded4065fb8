import type { Context } from '../../../src/transform';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { asText, type Editor, entryOf, holdersOf, type Mapping, stringOf } from '../../../src/yaml';
import { ambiguous, fateOf, namespaceAround, stayWithPool } from './fate';
import { apiVersion, group, oldGroup } from './names';
import { certainEntry, textUnder } from './own';
import { findReferences, type Reference } from './reference';

/**
 * References to a pool follow it into the new group. An object that names the pool of both groups splits traffic
 * between them on purpose (GIE v1.1.0, `site-src/guides/ga-migration.md`): which one to take out is not ours to say.
 */
export function migrateReferences(document: ManifestDocument, context: Context): void {
  const { rewrite, report } = context;
  const references = findReferences(document);
  const renewed = new Set(references.filter(({ isOld }) => !isOld).map(({ owner }) => owner));
  for (const reference of references.filter(({ isOld }) => isOld)) {
    const { mapping, key, owner } = reference;
    const place = certainEntry(mapping, key)?.value ?? mapping;
    const fate = fateOf(
      { name: textUnder(mapping, 'name'), namespace: namespaceOf(reference) },
      context.facts,
    );
    if (fate === 'stays') {
      stayWithPool(place, context);
      continue;
    }
    if (fate === 'both') {
      report({ at: place, ...ambiguous });
      continue;
    }
    if (renewed.has(owner)) {
      report({ at: place, ...(isBackend(mapping) ? splitRoute : splitReference) });
      continue;
    }
    const from = textUnder(mapping, key) ?? oldGroup;
    const to = key === 'group' ? group : apiVersion;
    rewrite(place, `${nameOf(reference)}: ${from} → ${to}`, (edit, tell) => {
      setText(mapping, key, to, edit);
      const uid = certainEntry(mapping, 'uid');
      if (uid) tell({ at: uid, ...staleOwner });
      if (key === 'group') migrateVersion(mapping, edit);
    });
  }
}

const splitRoute = {
  level: 'error',
  message:
    'the route names InferencePools of both API groups, and 1.28 rejects the old one (InvalidDestinationKind)',
  help: 'once the pool of the new group serves the traffic, take this backend out, then upgrade',
} as const;

const splitReference = {
  level: 'warning',
  message: 'it names InferencePools of both API groups, and 1.28 knows only the new one',
  help: 'take the old one out once no pool of the old group is left',
} as const;

const staleOwner = {
  level: 'warning',
  message: 'the uid is that of the old InferencePool, and objects without a living owner are deleted',
  help: 'take the uid of the new pool, or take the owner reference out',
} as const;

/** A reference without a namespace names what lies in that of its object. */
function namespaceOf({ mapping }: Reference): string | undefined {
  return textUnder(mapping, 'namespace') ?? namespaceAround(mapping);
}

/** Sets a value that stands here, or overrides the one that a merge key brings in. */
function setText(mapping: Mapping, key: string, text: string, edit: Editor): void {
  const entry = entryOf(mapping, key);
  const own = entry?.parent === mapping ? asText(entry.value) : undefined;
  if (own) edit.set(own, text);
  else edit.insert(mapping, key, text);
}

/** A `version` beside group and kind, as kube-state-metrics and Envoy Gateway take it. */
function migrateVersion(mapping: Mapping, edit: Editor): void {
  const version = stringOf(entryOf(mapping, 'version')?.value) ?? '';
  if (/^v1alpha[12]$/.test(version)) setText(mapping, 'version', 'v1', edit);
}

function nameOf({ mapping }: Reference): string {
  const name = textUnder(mapping, 'name');
  return name === undefined ? 'reference to InferencePool' : `reference to InferencePool ${name}`;
}

function isBackend(mapping: Mapping): boolean {
  return holdersOf(mapping).some(
    ({ parent }) => parent?.kind === 'entry' && /^backendRefs?$/.test(parent.name ?? ''),
  );
}
