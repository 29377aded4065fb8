import { grouped } from '../../grouped';
import type { ManifestDocument } from '../../kubernetes/document';
import { folderOf } from '../../kubernetes/path';
import type { Version, VersionPin } from '../../version';
import { asMapping, itemsOf, type Node, stringOf, valueAt } from '../../yaml';
import type { Pin } from './document-pins';
import { comparePins } from './read-pin';

/** A control plane, of which several may run side by side. */
interface Plane {
  /** Its folder, kind and name. */
  readonly self: string;
  /** The same without versions: all that run side by side have it in common. */
  readonly side: string;
}

/** A pin with the control plane that it is of, if that may run beside others. */
export interface PlanePin extends VersionPin {
  readonly plane?: Plane;
}

/** What installs istiod, as pins call it. */
const installsIstiod = /^(?:chart istiod|IstioOperator|Sail Istio(?:Revision)?)$/;

/**
 * Which control plane a node of a document belongs to. Those run side by side that have a revision and differ by the version
 * in their name, or in the folder that they are in: of one name, each is in a cluster of its own.
 */
export function planesIn(
  { path, objects, root }: ManifestDocument,
  pins: readonly Pin[],
): (node: Node) => Plane | undefined {
  const releases = itemsOf(valueAt(root, 'releases')).map(({ value }) => {
    const at = (key: string) => stringOf(valueAt(value, key));
    return { mapping: asMapping(value), kind: 'release', namespace: at('namespace'), name: at('name') };
  });
  const planes = [...objects, ...releases].flatMap(({ mapping, kind, namespace = '', name = '' }) => {
    const isIn = ({ range: { start } }: Node): boolean =>
      mapping !== undefined && mapping.range.start <= start && start < mapping.range.end;
    const own = pins.filter(({ node }) => isIn(node)).map(({ what }) => what);
    if (!own.includes('revision') || !own.some((what) => installsIstiod.test(what))) return [];
    const self = JSON.stringify([folderOf(path), kind, namespace, name]);
    return [{ isIn, plane: { self, side: self.replaceAll(/[-.]?v?1[-.]\d+(?:[-.]\d+)?/g, '') } }];
  });
  return (node) => planes.find(({ isIn }) => isIn(node))?.plane;
}

/** What tells by a place which newer release runs beside the control plane that is pinned there. */
export function newerBeside(pins: readonly PlanePin[]): (pin: VersionPin) => Version | undefined {
  const revisions = grouped(
    pins.filter(({ what }) => what === 'revision'),
    ({ plane }) => plane?.side ?? '',
  );
  const newer = new Map(
    pins.flatMap((pin) => {
      const { plane, version } = pin;
      const others = (plane ? (revisions.get(plane.side) ?? []) : []).filter(
        (other) => other.plane?.self !== plane?.self && other.version.minor > version.minor,
      );
      const newest = others.map((other) => other.version).toSorted(comparePins);
      return newest.slice(-1).map((found) => [keyOf(pin), found] as const);
    }),
  );
  return (pin) => newer.get(keyOf(pin));
}

function keyOf({ version, place: { path, line } }: VersionPin): string {
  return `${path}:${line} ${version.minor}`;
}
