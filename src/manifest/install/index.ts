import type { ManifestDocument } from '../document';
import type { Facts } from '../facts';
import { localChart, upstreamChartAround } from './chart';
import { fileValues } from './files';
import { operatorValues } from './operators';
import { releasedValues } from './released';
import type { InstallValues } from './values';

export { type LocalChart, localChart, upstreamChartAround } from './chart';
export { doubtOf } from './files';
export type { ValuesPath } from './release';
export { installSurvey } from './tree';
export {
  type Installer,
  type InstallValues,
  type InstallVariable,
  mapAt,
  setAt,
  setValue,
  settingOf,
  variablesOf,
} from './values';

/**
 * Every place of a document where install values of istiod live, in whatever carrier. Copies of the Istio project's
 * own charts have none: the next release replaces them as a whole.
 *
 * @param facts what {@link installSurvey} found in the tree
 */
export function findInstallValues(document: ManifestDocument, facts: Facts): InstallValues[] {
  if (upstreamChartAround(document.path, facts.all(localChart))) return [];
  return [...operatorValues(document), ...releasedValues(document, facts), ...fileValues(document, facts)];
}
