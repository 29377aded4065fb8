import type { FactKind, Facts } from '../../src/facts';
import { isInText, valuesNear } from '../../src/sweep/object';
import {
  asMapping,
  entriesOf,
  type Entry,
  entryOf,
  isNull,
  isTemplatedNode,
  itemsOf,
  type Node,
  scalarValueOf,
  stringOf,
  valueAt,
} from '../../src/yaml';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import type { KubernetesObject } from '../../src/kubernetes/object';
import {
  type CarriedVariable,
  isSwitchedOff,
  surveyOfUses,
  unseenUses,
  type Use,
  usesOf,
} from '../shared/variables/uses';
import type { Survey, Transform } from '../../src/transform';
import { crosses } from '../../src/version';
import { type About, linkToReference, upgradeNotesOf } from '../../src/about';

const obeysMessage = 'since Istio 1.22 a ServiceEntry with resolution NONE obeys targetPort';

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
  change: { message: obeysMessage, help: 'delete targetPort to keep what happened up to 1.21' },
  field: /resolution|ports|targetPort/,
  pointers: ['/spec/resolution', '/spec/ports'],
  findUses: usesIn,
  findInPatch: usesInPatch,
};

/** Whether an entry has resolution NONE; `maybe` where a template decides. */
function isNone(spec: Node | undefined): boolean | 'maybe' {
  const resolution = entryOf(spec, 'resolution');
  if (isTemplatedNode(spec) || isTemplatedNode(resolution?.value)) return 'maybe';
  if (resolution) return isNull(resolution.value) || stringOf(resolution.value) === 'NONE';
  if (asMapping(spec)?.templatedEntries.length) return 'maybe';
  return entryOf(spec, 'hosts') !== undefined;
}

/** The `targetPort` of each port that has another one than its number. */
function targetPortsIn(spec: Node | undefined): Entry[] {
  return itemsOf(valueAt(spec, 'ports')).flatMap(({ value: port }) => {
    const targetPort = entryOf(port, 'targetPort');
    if (!targetPort || isNull(targetPort.value)) return [];
    return scalarValueOf(targetPort.value) === scalarValueOf(valueAt(port, 'number')) ? [] : [targetPort];
  });
}

const summary = 'ServiceEntry of resolution NONE: targetPort is removed, so that it stays without effect';

function useAt(at: Entry, blocked: Use['blocked']): Use {
  return {
    at,
    summary,
    blocked,
    keep(edit) {
      edit.remove(at);
    },
  };
}

function usesIn({ mapping }: KubernetesObject): Use[] {
  const spec = valueAt(mapping, 'spec');
  const none = isNone(spec);
  if (!none) return [];
  const selectsWorkloads = entriesOf(valueAt(spec, 'workloadSelector')).length > 0;
  const seen = targetPortsIn(spec).map((at) => {
    if (none === 'maybe')
      return useAt(at, {
        message:
          'a template decides the resolution of this ServiceEntry: since Istio 1.22 NONE obeys targetPort',
        help: 'if it renders NONE, or no resolution, delete targetPort to keep what happened up to 1.21',
      });
    if (!selectsWorkloads) return useAt(at, undefined);
    return useAt(at, {
      message:
        'since Istio 1.22 targetPort of a ServiceEntry with resolution NONE also applies to passthrough traffic',
      help: 'it already chose the port of the selected workloads: test this entry on the new release',
    });
  });
  const message = `a targetPort cannot be seen: ${obeysMessage}`;
  const help =
    'where it inserts targetPort for resolution NONE, delete that to keep what happened up to 1.21';
  return [...seen, ...unseenUses(mapping, ['ports', 'targetPort'], summary, { message, help })];
}

/** An entry of the tree, for what a patch says of a part of it. */
interface EntryFact {
  readonly name: string | undefined;
  readonly isNone: boolean;
  readonly hasTargetPort: boolean;
}

const entryFact: FactKind<EntryFact> = { name: 'service-entry' };

function usesInPatch(object: KubernetesObject, facts: Facts): Use[] {
  const spec = valueAt(object.mapping, 'spec');
  const resolution = entryOf(spec, 'resolution');
  const targetPorts = targetPortsIn(spec);
  // A list of ports is replaced as a whole, so such a patch says all that matters.
  if (isNone(spec) && targetPorts.length > 0) return usesIn(object);
  const entries = facts
    .all(entryFact)
    .filter(({ name }) => name === undefined || [name, undefined].includes(object.name));
  if (resolution) {
    if (!isNone(spec) || !entries.some(({ hasTargetPort }) => hasTargetPort)) return [];
    const help =
      'delete targetPort of the ServiceEntry that this patch is for, to keep what happened up to 1.21';
    return [useAt(resolution, { message: obeysMessage, help })];
  }
  if (entries.length > 0 && !entries.some((each) => each.isNone)) return [];
  const help =
    'if this patch is for an entry of resolution NONE, delete targetPort here to keep what happened up to 1.21';
  return targetPorts.map((at) => useAt(at, { message: obeysMessage, help }));
}

const surveyOfTargetPorts = surveyOfUses(targetPortOfNone);

export const targetPortSurvey: Survey = {
  ...surveyOfTargetPorts,
  collect(document, facts) {
    surveyOfTargetPorts.collect?.(document, facts);
    for (const { group, kind, name, mapping } of document.objects) {
      const spec = valueAt(mapping, 'spec');
      if (group !== 'networking.istio.io' || kind !== 'ServiceEntry' || !entryOf(spec, 'hosts')) continue;
      const hasTargetPort = targetPortsIn(spec).length > 0;
      facts.add(entryFact, { name, isNone: isNone(spec) !== false, hasTargetPort });
    }
  },
};

/** A `targetPort` that had no effect up to 1.21, and would get one. */
export const serviceEntryTargetPort: Transform = {
  id: 'service-entry-target-port',
  title: 'ServiceEntry with resolution NONE obeys targetPort',
  release: '1.22',
  phase: 'before',
  kind: 'required',
  docs: upgradeNotesOf('1.22'),
  about: () => about(),
  triggers: targetPortOfNone.pointers,
  // Every Service has the word, too.
  conditionalTriggers: [{ words: ['targetPort', 'resolution'], beside: ['ServiceEntry'] }],
  mentions: [
    {
      words: ['ServiceEntry'],
      pattern: /(?<![\w-])ServiceEntry(?![\w-])/g,
      message: obeysMessage,
      help: 'coming from 1.21 or older, delete targetPort to keep what happens today',
      // In manifests the transform sees the entry itself; the comments of a program are examples.
      isMeant: (place) =>
        isInText(place) &&
        !(place.source.kind === 'program' && place.isInComment) &&
        (valuesNear(place, 'spec') ?? []).some(
          (value) =>
            /\btargetPort\b/.test(value) &&
            !/\bresolution\\?["']?[ \t]*[:=][ \t]*\\?["']?(?!NONE\b)[\w{$<%]/.test(value),
        ),
    },
  ],
  surveys: [targetPortSurvey, kustomizeSurvey],
  // On 1.22 and later the field works, and stays as it is.
  isDue: (range) => crosses(range, '1.22'),

  migrate(document, context) {
    // What the variable switches off, its own transform follows.
    if (isSwitchedOff(targetPortOfNone, context.facts)) return;
    for (const use of usesOf(targetPortOfNone, document, context)) {
      const { at, blocked, keep } = use;
      const { range, report, rewrite } = use.context;
      if (blocked) report({ level: use.isUnseen ? 'note' : 'warning', at, ...blocked });
      else if (range.isFromKnown) rewrite(at, use.summary, keep);
      else
        report({
          level: 'warning',
          at,
          message: obeysMessage,
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
  links: [linkToReference('ServiceEntry', 'networking/service-entry/')],
});
