import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Pair,
  parseAllDocuments,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import type { Random } from '../random';
import type { Mutation } from './mutation';

type StructureMutation = (nodes: Nodes, random: Random, document: Document) => void;

interface Nodes {
  readonly maps: YAMLMap[];
  readonly sequences: YAMLSeq[];
  readonly scalars: Scalar[];
}

const scalarTypes = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;

const mutations: readonly StructureMutation[] = [
  ({ maps, sequences }, random) => {
    const node = random.pick([...maps, ...sequences]);
    node.flow = node.flow !== true;
  },
  ({ maps }, random) => {
    const { items } = random.pick(maps);
    items.splice(random.below(items.length), 1);
  },
  ({ maps }, random) => {
    const { items } = random.pick(maps);
    items.reverse();
  },
  ({ maps }, random) => {
    // A key of one mapping comes to stand in another.
    const item = random.pick(random.pick(maps).items);
    const to = random.pick(maps);
    if (!to.items.includes(item)) to.items.splice(random.below(to.items.length + 1), 0, item.clone());
  },
  ({ sequences }, random) => {
    const { items } = random.pick(sequences);
    const item = items[random.below(items.length)];
    if (random.chance(0.5)) items.push(item);
    else items.splice(random.below(items.length), 1);
  },
  ({ maps }, random, document) => {
    const pair = random.pick(random.pick(maps).items);
    const sequence = new YAMLSeq();
    sequence.items.push(pair.value);
    pair.value = random.chance(0.5) ? sequence : document.createNode({ wrapped: null });
    if (isMap(pair.value)) pair.value.set('wrapped', sequence.items[0]);
  },
  ({ maps, sequences }, random, document) => {
    // What is earlier is said again by an alias; or merged into what is later.
    const [source, target] = [random.pick([...maps, ...sequences]), random.pick(maps)];
    if (source === target || isWithin(source, target) || isWithin(target, source)) return;
    const alias = document.createAlias(source, 'again');
    if (isMap(source) && random.chance(0.5)) target.items.unshift(new Pair(new Scalar('<<'), alias));
    else random.pick(target.items).value = alias;
  },
  ({ scalars }, random) => {
    random.pick(scalars).type = random.pick(scalarTypes);
  },
  ({ maps, sequences, scalars }, random) => {
    const node: Node = random.pick([...maps, ...sequences, ...scalars]);
    if (random.chance(0.5)) node.commentBefore = ' above';
    else node.comment = ' beside';
  },
  ({ maps }, random) => {
    const pair = random.pick(random.pick(maps).items);
    pair.value = random.pick([null, '', [], {}, 0, 'x', true]);
  },
];

function isWithin(outer: Node, inner: Node): boolean {
  let found = false;
  visit(outer, (_, node) => {
    if (node === inner) found = true;
    return found ? visit.BREAK : undefined;
  });
  return found;
}

function nodesOf(document: Document): Nodes {
  const nodes: Nodes = { maps: [], sequences: [], scalars: [] };
  visit(document, (_, node) => {
    if (isScalar(node)) nodes.scalars.push(node);
    else if (isCollection(node) && node.items.length === 0) return;
    else if (isMap(node)) nodes.maps.push(node);
    else if (isSeq(node)) nodes.sequences.push(node);
  });
  return nodes;
}

/** Changes of what a document says, and of the style that it says it in; a text that cannot be parsed stays. */
export const structureMutations: readonly Mutation[] = mutations.map((mutate) => (text, random) => {
  try {
    const documents = parseAllDocuments(text.replaceAll('\r\n', '\n'), {
      logLevel: 'silent',
      uniqueKeys: false,
    });
    if (!Array.isArray(documents)) return text;
    const document = random.pick(documents) as Document;
    mutate(nodesOf(document), random, document);
    const indent = random.pick([2, 2, 2, 3, 4]);
    const indentSeq = random.chance(0.5);
    return documents.map((each) => each.toString({ indent, indentSeq, lineWidth: 0 })).join('---\n');
  } catch {
    // A broken document, or a change that does not fit into it: there are enough others.
    return text;
  }
});
