import { type Mutation, spliced } from './mutation';

const oddities = [
  '\t',
  '\r',
  '\r\n',
  '\n',
  '\0',
  '\uFEFF',
  '\u00A0',
  '\u2028',
  '\u0085',
  'ü',
  '模型',
  '😀',
  '\uD800',
  ...Array.from('#&*!|>%@`\'"{}[],:?-<=~\\$ '),
];

/** Changes of single characters, and of how a file as a whole is written. */
export const byteMutations: readonly Mutation[] = [
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => {
    const at = random.below(text.length + 1);
    return spliced(text, at, at, random.pick(oddities));
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    return spliced(text, at, at + 1, random.pick(oddities));
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    return spliced(text, at, at + 1 + random.below(6), '');
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    const end = at + random.below(40);
    return spliced(text, end, end, text.slice(at, end));
  },
  (text) => (text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n')),
  (text) => (text.startsWith('\uFEFF') ? text.slice(1) : `\uFEFF${text}`),
  (text) => (text.endsWith('\n') ? text.trimEnd() : `${text}\n\n`),
  (text, random) => text.replaceAll(/^(?: {2})+/gm, (indent) => (random.chance(0.5) ? indent : `${indent} `)),
];
