import { entriesOf, entryOf, isNull, itemsOf, scalarValueOf, stringOf, valueAt } from '../../src/yaml';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import type { KubernetesObject } from '../../src/kubernetes/object';
import { type CarriedVariable, isSwitchedOff, surveyOfUses, type Use, usesOf } from '../shared/uses';
import type { Transform } from '../../src/transform';
import { crosses } from '../../src/version';
import type { About } from '../../src/about';

/**
 * Up to 1.21, a ServiceEntry of resolution NONE ignored `targetPort`, unless it selected workloads.
 *
 * Source: istio 1.22, `pilot/pkg/networking/core/cluster_builder.go` (PassthroughTargetPorts); istio 1.21,
 * `pilot/pkg/serviceregistry/serviceentry/conversion.go`.
 */
export const targetPortOfNone: CarriedVariable = {
  name: 'ENABLE_RESOLUTION_NONE_TARGET_PORT',
  off: 'false',
  gone: '1.25',
  kind: 'ServiceEntry',
  field: /resolution|ports|targetPort/,
  findUses: ({ objects }) =>
    objects
      .filter(({ group, kind }) => group === 'networking.istio.io' && kind === 'ServiceEntry')
      .flatMap(usesIn),
};

function usesIn({ mapping }: KubernetesObject): Use[] {
  const spec = valueAt(mapping, 'spec');
  const resolution = entryOf(spec, 'resolution');
  const isNone = resolution
    ? isNull(resolution.value) || stringOf(resolution.value) === 'NONE'
    : entryOf(spec, 'hosts');
  if (!isNone) return [];
  const selector = valueAt(spec, 'workloadSelector');
  return itemsOf(valueAt(spec, 'ports')).flatMap(({ value: port }): Use[] => {
    const targetPort = entryOf(port, 'targetPort');
    if (!targetPort || isNull(targetPort.value)) return [];
    if (scalarValueOf(targetPort.value) === scalarValueOf(valueAt(port, 'number'))) return [];
    return [
      {
        at: targetPort,
        summary: 'ServiceEntry of resolution NONE: targetPort is removed, so that it stays without effect',
        blocked:
          entriesOf(selector).length > 0
            ? {
                message:
                  'since Istio 1.22 targetPort of a ServiceEntry with resolution NONE also applies to passthrough traffic',
                help: 'it already chose the port of the selected workloads: test this entry on the new release',
              }
            : undefined,
        keep(edit) {
          edit.remove(targetPort);
        },
      },
    ];
  });
}

export const targetPortSurvey = surveyOfUses(targetPortOfNone);

/** A `targetPort` that had no effect up to 1.21, and would get one. */
export const serviceEntryTargetPort: Transform = {
  id: 'service-entry-target-port',
  title: 'ServiceEntry with resolution NONE obeys targetPort',
  release: '1.22',
  phase: 'before',
  kind: 'required',
  docs: 'https://istio.io/latest/news/releases/1.22.x/announcing-1.22/upgrade-notes/',
  about: () => about(),
  triggers: [],
  // Every Service has the word, too.
  conditionalTriggers: [{ words: ['targetPort'], beside: ['ServiceEntry'] }],
  surveys: [targetPortSurvey, kustomizeSurvey],
  // On 1.22 and later the field works, and stays as it is.
  isDue: (range) => crosses(range, '1.22'),

  migrate(document, { facts, range, report, rewrite }) {
    // What the variable switches off, its own transform follows.
    if (isSwitchedOff(targetPortOfNone, facts)) return;
    for (const { at, summary, blocked, keep } of usesOf(targetPortOfNone, document, facts)) {
      if (blocked) report({ level: 'warning', at, ...blocked });
      else if (range.isFromKnown) rewrite(at, summary, keep);
      else
        report({
          level: 'warning',
          at,
          message: 'since Istio 1.22 a ServiceEntry with resolution NONE obeys targetPort',
          help: 'coming from 1.21 or older, delete targetPort to keep what happens today, or pass --from',
        });
    }
  },
};

/** An entry whose port has the given lines more, and a spec with the given ones. */
export function entryWith(port: string, spec = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: partner
spec:
  hosts: [api.partner.example]
  ports:
    - number: 80
      name: http
      protocol: HTTP
${port}  resolution: NONE
${spec}`;
}

const about = (): About => ({
  why: [
    'Up to Istio 1.21, `targetPort` had no effect in a ServiceEntry with resolution `NONE`, which is also the default. In 1.22 and later, requests go to that port.',
  ],
  changes: [
    '`targetPort` is removed, so that the entry means what it meant, if the upgrade is known to start at 1.21 or before. If you wrote it because you want the new meaning, keep it: `# istio-migrate-ignore service-entry-target-port`.',
  ],
  examples: [
    {
      title: 'An entry of resolution NONE',
      before: { 'partner.yaml': entryWith('      targetPort: 443\n') },
      after: { 'partner.yaml': entryWith('') },
    },
  ],
  reports: [
    {
      when: 'The entry selects workloads, whose port `targetPort` chose before, too.',
      level: 'warning',
      message:
        'since Istio 1.22 targetPort of a ServiceEntry with resolution NONE also applies to passthrough traffic',
      remedy: 'Test the entry on the new release.',
      files: {
        'partner.yaml': entryWith('      targetPort: 443\n', '  workloadSelector:\n    labels: {app: a}\n'),
      },
    },
  ],
  links: [
    {
      title: 'ServiceEntry in the reference of Istio',
      url: 'https://istio.io/latest/docs/reference/config/networking/service-entry/',
    },
  ],
});
