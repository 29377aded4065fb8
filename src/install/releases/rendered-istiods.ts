import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { fileOf } from '../../kubernetes/path';
import { findWorkloads, istiodsOf } from '../../kubernetes/workload';
import { type Mapping, stringOf, valueAt } from '../../yaml';
import { type Pin, pinOfText } from '../values';
import { namedItems } from '../../kubernetes/named-values';

/** An istiod as the chart renders it. */
export interface RenderedIstiod {
  /** What it is called among the layers of values, as {@link InstallValues.layer}. */
  readonly layer: string;
  readonly path: string;
  /** The tag of its image. */
  readonly version: Pin | undefined;
  readonly revision: string;
}

export const renderedIstiod: FactKind<RenderedIstiod> = { name: 'rendered-istiod' };

/** One with the object that it is in. */
export interface RenderedIstiodAt extends RenderedIstiod {
  readonly object: Mapping;
}

/** The istiods that a document holds. */
export function renderedIstiodsIn(document: ManifestDocument): RenderedIstiodAt[] {
  return findWorkloads(document).flatMap((workload) => {
    const { mapping: object } = workload.object;
    return istiodsOf(workload).map(({ image = '', environment }) => {
      const variable = namedItems(environment).find(({ name }) => name === 'REVISION');
      const label = valueAt(workload.template, 'metadata', 'labels', 'istio.io/rev');
      const path = fileOf(document.path);
      return {
        object,
        layer: `rendered:${document.path}#${object.range.start}`,
        path,
        version: pinOfText(/:([^:@/]+)(?:@|$)/.exec(image)?.[1]),
        revision: stringOf(variable?.value ?? label) ?? 'default',
      };
    });
  });
}

/** Notes the istiods of a document as plain data. */
export function collectRenderedIstiods(document: ManifestDocument, facts: Facts): void {
  for (const { layer, path, version, revision } of renderedIstiodsIn(document))
    facts.add(renderedIstiod, { layer, path, version, revision });
}
