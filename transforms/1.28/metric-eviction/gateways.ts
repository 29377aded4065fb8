import { setAt, type InstallValues } from '../../../src/install/values';
import type { Report } from '../../../src/transform';
import {
  asMapping,
  type Editor,
  entryOf,
  itemsOf,
  type Mapping,
  type Place,
  scalarValueOf,
  stringOf,
  valueAt,
} from '../../../src/yaml';
import { evictionAnnotation } from './interval';

/** Profiles that install an ingress gateway even where none is listed. Source: istio 1.28, `manifests/profiles`. */
const profilesWithIngress = ['default', 'demo', 'openshift', 'preview'];

/**
 * Gives the gateways that an IstioOperator renders the interval: they run a proxy of their own, with injection off, so
 * what the webhook adds never reaches them.
 *
 * Source: istio 1.28, `manifests/charts/gateways/istio-ingress/templates/deployment.yaml`.
 */
export function annotateGateways(
  values: InstallValues,
  text: string,
  at: Place,
  edit: Editor,
  report: Report,
): void {
  if (values.installer !== 'istioctl') return;
  const spec = valueAt(values.root.base, 'spec');
  const lists = ['ingressGateways', 'egressGateways'].map((key) => itemsOf(valueAt(spec, 'components', key)));
  for (const { value } of lists.flat()) {
    const gateway = asMapping(value);
    if (!gateway || scalarValueOf(valueAt(gateway, 'enabled')) === false) continue;
    annotate(gateway, text, edit, report);
  }
  const profile = stringOf(valueAt(spec, 'profile')) ?? 'default';
  if (lists[0]?.length || !profilesWithIngress.includes(profile)) return;
  report({
    level: 'warning',
    at,
    message: `the pods of istio-ingressgateway, which the profile "${profile}" installs, do not get the eviction interval`,
    help: `list it below spec.components.ingressGateways, with k8s.podAnnotations "${evictionAnnotation}: ${text}"`,
  });
}

function annotate(gateway: Mapping, text: string, edit: Editor, report: Report): void {
  const annotations = valueAt(gateway, 'k8s', 'podAnnotations');
  const set = entryOf(annotations, evictionAnnotation);
  if (set)
    report({
      level: 'note',
      at: set,
      message: `${evictionAnnotation} is set here already, and stays as it is`,
    });
  else setAt(edit, { base: gateway, keys: [] }, ['k8s', 'podAnnotations', evictionAnnotation], text);
}
