import type { ManifestDocument } from '../../kubernetes/document';
import type { Version } from '../../version';
import { isTemplatedNode, type Node } from '../../yaml';

/** A version as it is written: `1.20` is a number in YAML, and would lose its zero; an action of a template is masked. */
export function writtenVersion(node: Node, { text }: Pick<ManifestDocument, 'text'>): string {
  if (node.kind !== 'scalar') return '';
  if (typeof node.value === 'string' && !isTemplatedNode(node)) return node.value;
  return text.slice(node.content.start, node.content.end).replace(/^(["'])(.*)\1$/s, '$2');
}

/**
 * The version that a pin or a range of versions starts with: `1.24.3`, `v1.24-latest`, `~1.24.0`, `1.24.x`,
 * `>=1.24 <1.26`, `${ISTIO_VERSION:=1.24.3}`; of alternatives, the oldest.
 *
 * @returns undefined where no version is named, or only an upper bound
 */
export function readPin(text: string): Version | undefined {
  const value = text.trim().replace(/^\$\{\w+:?[-=]([^{}]*)\}$/, '$1');
  const bounds = value.split('||').map(lowerBound);
  if (bounds.includes(undefined)) return undefined;
  return bounds.filter((bound) => bound !== undefined).toSorted(comparePins)[0];
}

/** The version that a revision is called after: `1-28-4`, `istio-1-28`, or `default-v1-28-4`, as Sail calls its own. */
export function readRevision(text: string): string | undefined {
  const [, short, long] = /^(?:(?:v|istio-)?(1-\d+(?:-\d+)?)|[\w-]+-v(1-\d+-\d+))$/.exec(text) ?? [];
  return (short ?? long)?.replaceAll('-', '.');
}

function lowerBound(range: string): Version | undefined {
  const {
    operator = '',
    minor,
    patch,
  } = /^(?<operator>[~^=]|[<>]=?)?\s*v?1\.(?<minor>\d+)(?:\.(?:(?<patch>\d+)|[xX*]))?(?![\d.])/.exec(
    range.trim(),
  )?.groups ?? {};
  if (minor === undefined || operator.startsWith('<')) return undefined;
  return { major: 1, minor: Number(minor), patch: patch === undefined ? undefined : Number(patch) };
}

/** A version without a patch is the newest of its minor release, or the lower bound of a range: it comes first. */
export function comparePins(one: Version, other: Version): number {
  return one.major - other.major || one.minor - other.minor || (one.patch ?? -1) - (other.patch ?? -1);
}
