import {
  findIstiodEnvironments,
  type IstiodEnvironment,
  type IstiodVariable,
  variablesIn,
} from '../../../src/install/variables';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { findWorkloads, isProxy } from '../../../src/kubernetes/workload';
import type { Context } from '../../../src/transform';
import { entriesOf, keyOf, walk } from '../../../src/yaml';
import { namedItems } from '../../../src/kubernetes/named-values';

/** A place that sets a removed variable, and what else its environment says. */
export interface Occurrence {
  readonly variable: IstiodVariable;
  /** Set where the values of the istiod chart hold it: a successor may be put there. */
  readonly environment: IstiodEnvironment | undefined;
}

/** Where a document sets a variable of a program of Istio. */
export function occurrencesOf(name: string, document: ManifestDocument, { facts }: Context): Occurrence[] {
  const ofIstiod = findIstiodEnvironments(document, facts).flatMap((environment) =>
    variablesIn(environment, name).map((variable): Occurrence => ({ variable, environment })),
  );
  return [
    ...ofIstiod,
    ...proxyVariables(name, document).map((variable) => ({ variable, environment: undefined })),
  ];
}

/** Variables of proxies: in `proxyMetadata` and ProxyConfig, and in containers that run the proxy. */
function proxyVariables(name: string, document: ManifestDocument): IstiodVariable[] {
  const found: IstiodVariable[] = [];
  walk(document.root, (node) => {
    if (!metadataKeys.includes(keyOf(node) ?? '')) return;
    for (const entry of entriesOf(node))
      if (entry.name === name) found.push({ place: entry, value: entry.value, holder: entry });
  });
  for (const { containers } of findWorkloads(document)) {
    for (const { environment } of containers.filter(isProxy)) {
      found.push(...namedItems(environment).filter((each) => each.name === name));
    }
  }
  return found;
}

/** Where the mesh's configuration and the resource ProxyConfig hold variables of proxies. */
const metadataKeys = ['proxyMetadata', 'environmentVariables'];
