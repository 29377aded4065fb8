import { isAskedFor } from '../../../src/moves';
import type { Level } from '../../../src/finding';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { ConditionalTriggers, Context, Transform } from '../../../src/transform';
import {
  asMapping,
  entryOf,
  holdersOf,
  type Mapping,
  unlessDeclined,
  valueAt,
  walk,
} from '../../../src/yaml';

/** What a document has that holds the spec of an IstioOperator under whatever key. */
export const wordsOfOperators: ConditionalTriggers = {
  words: ['pilot', 'cni', 'ingressGateways', 'egressGateways', 'ztunnel'],
  beside: ['components:', '"components"'],
};

/**
 * Has a transform see the spec of an IstioOperator in an object of another product, too, as that of an IstioOperator.
 * Which release of Istio the product installs with it is for the product to say: what is due there is reported.
 */
export function withOtherOperators(
  migrate: Transform['migrate'],
  level: Level = 'warning',
): Transform['migrate'] {
  return (document, context) => {
    migrate(document, context);
    for (const spec of specsOfOthers(document))
      migrate(asOperator(document, spec), reporting(context, level));
  };
}

/** Mappings that look like the spec of an IstioOperator, in objects of other products. */
function specsOfOthers({ root, objects }: ManifestDocument): Mapping[] {
  const found: Mapping[] = [];
  walk(root, (node) => {
    const map = asMapping(node);
    if (!map || map.alias || unlessDeclined(() => isSpec(map)) !== true) return;
    const around = objects.filter(({ mapping }) => holdersOf(map).includes(mapping));
    if (around.length > 0 && around.every(({ group }) => group !== 'install.istio.io')) found.push(map);
  });
  return found;
}

function isSpec(map: Mapping): boolean {
  const components = valueAt(map, 'components');
  return (
    wordsOfOperators.words.some(
      (name) => asMapping(valueAt(components, name)) ?? entryOf(components, name),
    ) && ['hub', 'meshConfig', 'profile', 'revision', 'tag', 'values'].some((name) => entryOf(map, name))
  );
}

/** The document as if it were an IstioOperator with that spec. */
function asOperator(document: ManifestDocument, spec: Mapping): ManifestDocument {
  const { range } = spec;
  const entries: Mapping['entries'][number][] = [];
  const mapping: Mapping = {
    ...{ kind: 'mapping', range, content: range, alias: undefined, anchor: undefined, parent: undefined },
    ...{ flow: false, entries, templatedEntries: [] },
  };
  entries.push({ kind: 'entry', name: 'spec', key: spec, value: spec, parent: mapping, range });
  const named = { group: 'install.istio.io', version: 'v1alpha1', kind: 'IstioOperator' };
  const object = {
    ...{ ...named, mapping, apiVersion: `${named.group}/${named.version}`, apiVersionEntry: undefined },
    ...{ name: undefined, namespace: undefined },
  };
  return { ...document, root: mapping, objects: [object] };
}

function reporting(context: Context, level: Level): Context {
  return {
    ...context,
    rewrite(at, summary, ask) {
      if (!isAskedFor(ask)) return;
      context.report({
        level,
        at,
        message: `not rewritten in an object of another product: ${summary}`,
        help: 'change it together with the release of that product that installs this Istio',
      });
    },
  };
}
