import type { ManifestDocument } from '../kubernetes/document';
import type { Facts } from '../facts';
import { fileValues, valuesOfBareChart } from './files';
import { operatorValues } from './releases/operators';
import { releasedValues, writtenValues } from './released';
import { textValues } from './texts';
import type { InstallValues } from './values';

/**
 * Every layer of install values in a document, of whichever chart of Istio and in whatever carrier.
 *
 * @param facts what {@link installSurvey} found in the tree
 */
export function findInstallValues(document: ManifestDocument, facts: Facts): InstallValues[] {
  const { host } = document;
  if (host?.values) return textValues(document, host.values);
  return [
    ...operatorValues(document),
    ...releasedValues(document, facts),
    ...writtenValues(document, facts),
    ...valuesOfBareChart(document, facts),
    ...fileValues(document, facts),
  ];
}

/** Those of istiod alone. */
export function findIstiodValues(document: ManifestDocument, facts: Facts): InstallValues[] {
  return findInstallValues(document, facts).filter(({ chart }) => chart === 'istiod');
}
