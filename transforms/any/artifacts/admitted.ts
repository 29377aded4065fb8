import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { Text } from '../../../src/yaml';
import { type MovedArtifact, movedArtifacts } from '../../tables/artifacts';
import { writtenAs } from './sites';

/** How regular expressions, and texts in quotes that hold such, write an address. */
export function spellingsOf(address: string): string[] {
  const escaped = address.replaceAll('.', '\\.');
  return [address, escaped, escaped.replaceAll('\\', '\\\\'), escaped.replaceAll('/', '\\/')];
}

/** An old address in a text of a policy, or the host of one. */
export interface Admitted {
  readonly row: Pick<MovedArtifact, 'what' | 'from' | 'to'>;
  /** Whether a whole host is named: others may need it as well. */
  readonly isHost?: boolean;
  readonly offset: number;
  /** What to add beside what is there, in the form of that: `docker.io/istio/*`, `^docker\.io/istio/.*$`. */
  readonly added: string;
  /** What is before it on its line. */
  readonly before: string;
}

const spellings = movedArtifacts.flatMap((row) => spellingsOf(row.from).map((text) => ({ row, text })));

/** The old addresses in a text. */
export function addressesIn(text: Text, group: string, document: ManifestDocument): Admitted[] {
  const source = sourceOf(text, document);
  const found = new Map<number, Admitted>();
  // The first row that fits decides, as everywhere.
  for (const { row, text: old } of spellings) {
    for (let at = source.indexOf(old); at !== -1; at = source.indexOf(old, at + old.length)) {
      const after = source.slice(at + old.length, at + old.length + longestEntry);
      if (found.has(at) || writtenAs(lineBefore(source, at), after) !== 'address') continue;
      found.set(at, { row, ...placed(source, at, old, row.to, text, group) });
    }
  }
  return [...found.values()];
}

/** Hosts of Istio's images, where a text admits all that is there, or names no more than the host. */
export function hostsIn(text: Text, group: string, document: ManifestDocument): Admitted[] {
  const source = sourceOf(text, document);
  return ['gcr.io', 'registry.istio.io'].flatMap((host) => {
    const name = host.replaceAll('.', String.raw`(?:\\*\.|\[\.\])`);
    const all = String.raw`(?<![\w./-])${name}\\*\/(?=\.?[*+]|["'${'`'})|,\s]|$)`;
    const alone = String.raw`(?<![^\s"'${'`'}|,([^/])${name}(?![^\s"'${'`'}|,)\]$])`;
    return Array.from(source.matchAll(new RegExp(`${all}|${alone}`, 'g')), ({ 0: old, index }) => {
      const to = old.endsWith('/') ? 'docker.io/istio/' : 'docker.io';
      const row = { what: 'image', from: host, to: to.replace(/\/$/, '') } as const;
      return { row, isHost: true, ...placed(source, index, old, to, text, group) };
    });
  });
}

function sourceOf({ content: { start, end } }: Text, { text }: ManifestDocument): string {
  return text.slice(start, end);
}

function lineBefore(source: string, at: number): string {
  return source.slice(source.lastIndexOf('\n', at) + 1, at);
}

function placed(
  source: string,
  at: number,
  old: string,
  to: string,
  { content: { start } }: Text,
  group: string,
): Pick<Admitted, 'offset' | 'added' | 'before'> {
  // What the policy controller of Sigstore compares is the full name of an image.
  const name = group === 'policy.sigstore.dev' ? to.replace(/^docker\.io/, 'index.docker.io') : to;
  const [dot = '', slash = ''] = [/(\\{0,2})\./, /(\\{0,2})\//].map((sign) => sign.exec(old)?.[1]);
  const added = name.replaceAll('.', `${dot}.`).replaceAll('/', `${slash}/`);
  const before = lineBefore(source, at);
  const after = source.slice(at + old.length, at + old.length + longestEntry);
  return {
    offset: start + at,
    before,
    added: startOfEntry(before.slice(-longestEntry)) + added + endOfEntry(after),
  };
}

const longestEntry = 200;

/** What an entry of a list or an alternative has before an address: an anchor, a scheme. */
function startOfEntry(before: string): string {
  return /[^\s"'`|,()[\]{}]*$/.exec(before)?.[0] ?? '';
}

/** What it has behind an address: groups and classes of a pattern are a part of it, a bracket around it is none. */
function endOfEntry(after: string): string {
  let depth = 0;
  for (let at = 0; at < after.length; at += 1) {
    const sign = after.charAt(at);
    if (/\s|["'`]/.test(sign)) return after.slice(0, at).replace(/\\{1,3}$/, '');
    if (/[([{]/.test(sign)) depth += 1;
    else if (/[)\]}]/.test(sign)) depth -= 1;
    if (depth < 0 || (depth === 0 && /[|,]/.test(sign))) return after.slice(0, at);
  }
  return after;
}
