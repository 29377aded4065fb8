import type { FactKind, FactPlace, Facts } from '../facts';
import type { ManifestDocument } from '../kubernetes/document';
import { describePlace, factPlaceOf, type KubernetesObject } from '../kubernetes/object';
import { chartFolderOf, isChartTemplate, isYamlByName } from '../kubernetes/path';
import type { Survey } from '../transform';
import { parseFieldPath } from '../kustomize/operation';
import { asText, holdersOf, keysTo, LineIndex, type Node, stringOf, valueAt, walk } from '../yaml';
import { basesIn } from './bases';
import type { Base, KindMove, MovedKind } from './moved-kind';

/** One word that a template is given: by a helper, a variable, a value by default, or what else fills it in. */
export interface Literal {
  /** What an action of a template names it by: `"pool.group"`, `$group`; of a value the keys: `pool.group`. */
  readonly key: string;
  readonly text: string;
  readonly place: FactPlace;
  /** The object that holds it, and where. */
  readonly in?: {
    readonly kind: string;
    readonly name: string | undefined;
    readonly keys: readonly string[];
  };
}

const literalFact: FactKind<Literal> = { name: 'chart-literal' };

/** Literals of templates: helpers and variables. */
const inTemplates = [
  /\{\{-?\s*define\s+(?<key>"[^"\n]+")\s*-?\}\}\s*(?=(?<text>[\w./-]+)\s*\{\{-?\s*end\b)/g,
  /\{\{-?\s*(?<key>\$\w+)\s*:?=\s*"(?=(?<text>[\w./-]+)"\s*-?\}\})/g,
];

/** Literals of what no YAML is: variables of Terraform and of shells. */
const inScripts = [
  /^[ \t]*(?:export[ \t]+)?(?<key>\w+)[ \t]*=[ \t]*["']?(?=(?<text>[\w./-]+)["']?[ \t]*$)/gm,
  /\bvariable\s+"(?<key>\w+)"\s*\{[^{}]*\bdefault\s*=\s*"(?=(?<text>[\w./-]+)")/g,
];

/** Finds what gives templates an old group of a kind which leaves it, or the resource for a role. */
export function chartLiteralSurvey({ from, to }: KindMove): Survey {
  const left = from.filter(({ group }) => group !== to.group);
  const words = [...new Set(left.flatMap(({ group, resource }) => [group, resource]))];
  const isOld = (text: string) => words.includes(text.split('/')[0] ?? '');
  return {
    triggers: words,
    readsScripts: true,
    glance(path, text, facts) {
      const isYaml = isYamlByName(path);
      const lines = new LineIndex(text);
      for (const form of [...inTemplates, ...(isYaml || isChartTemplate(path) ? [] : inScripts)])
        for (const { index, 0: start, groups: { key = '', text: given = '' } = {} } of text.matchAll(form))
          if (isOld(given))
            facts.add(literalFact, { key, text: given, place: { path, ...lines.at(index + start.length) } });
      return isYaml && !isChartTemplate(path) ? 'parse' : 'enough';
    },
    collect(document, facts) {
      const { root, path, objects } = document;
      if (!root || isChartTemplate(path)) return;
      const byMapping = new Map<Node, KubernetesObject>(objects.map((object) => [object.mapping, object]));
      walk(root, (node) => {
        const text = asText(node)?.value ?? '';
        if (!isOld(text) || node === root) return;
        const place = factPlaceOf(document, node);
        const holder = holdersOf(node)
          .map((each) => byMapping.get(each))
          .findLast((object) => object !== undefined);
        const keys = keysTo(node, holder?.mapping ?? root);
        if (!holder) facts.add(literalFact, { key: keys.join('.'), text, place });
        else if (givesValues(keys)) {
          const { kind, name } = holder;
          facts.add(literalFact, { key: keys.at(-1) ?? '', text, place, in: { kind, name, keys } });
        }
      });
    },
  };
}

/** Whether an object holds at some keys what others read from it: data, annotations, and what Flux or Argo CD fills in. */
function givesValues(keys: readonly string[]): boolean {
  const isOwn = ['data', 'stringData', 'annotations', 'labels'].includes(
    keys[keys[0] === 'metadata' ? 1 : 0] ?? '',
  );
  return isOwn || ['substitute', 'elements'].some((key) => keys.includes(key));
}

/** Whether it gives a group, which is a domain, and not a resource. */
export function givesGroup({ text }: Pick<Literal, 'text'>): boolean {
  return text.includes('.');
}

/** What the actions of a template name. Values of a chart are for its own templates alone. */
export function literalsIn(
  actions: string,
  { path }: Pick<ManifestDocument, 'path'>,
  facts: Facts,
): readonly Literal[] {
  const words = actions.match(/"[^"]*"|[\w.$-]+/g) ?? [];
  const isNamed =
    ({ key, place }: Literal) =>
    (word: string) => {
      const isBeside = chartFolderOf(place.path) === chartFolderOf(path);
      const [, value] = /^\$?\.Values\.(.+)$/.exec(word) ?? [];
      if (value !== undefined) return isBeside && `${key}.`.startsWith(`${value}.`);
      if (key.startsWith('"')) return isBeside && word === key;
      return key.startsWith('$') ? word === key && place.path === path : `.${word}`.endsWith(`.${key}`);
    };
  return facts.all(literalFact).filter((literal) => words.some(isNamed(literal)));
}

/** What the source of a replacement says: a field of an object, or of a ConfigMap that is generated from variables. */
export function literalOf(source: Node | undefined, facts: Facts): Literal | undefined {
  const [kind, name] = ['kind', 'name'].map((key) => stringOf(valueAt(source, key)));
  const keys = parseFieldPath(stringOf(valueAt(source, 'fieldPath')) ?? '');
  const isGenerated = kind === 'ConfigMap' && keys.length === 2 && keys[0] === 'data';
  return facts
    .all(literalFact)
    .filter(givesGroup)
    .find(({ key, in: holder }) =>
      holder
        ? holder.kind === kind && holder.name === name && holder.keys.join('\0') === keys.join('\0')
        : isGenerated && key === keys[1],
    );
}

/** How a sentence names it: `the helper "pool.group" (templates/_helpers.tpl:2)`. */
export function describeLiteral({ key, place }: Literal): string {
  const what = key.startsWith('"') ? 'helper' : key.startsWith('$') ? 'variable' : 'value';
  return `the ${what} ${key} (${describePlace(place)})`;
}

/** Whether a place gives an old group to objects that stay for it, so that they say so. */
export function isToldOf<B extends Base>(
  { path, line }: Omit<FactPlace, 'column'>,
  { bases }: Pick<MovedKind<B>, 'bases'>,
  facts: Facts,
): boolean {
  const here = facts.all(literalFact).filter(({ place }) => place.path === path && place.line === line);
  const told = here.map(describeLiteral);
  return basesIn({ bases }, facts).some(({ obstacle }) => told.some((one) => obstacle?.reason.includes(one)));
}
