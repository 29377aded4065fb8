import { type MovedArtifact, movedArtifacts } from '../../tables/artifacts';

/** What an address stands for where it is written, as its key or its object says. */
export type Role = 'chart' | 'image' | 'hub';

/** An address of the table that is the whole of a value. */
export interface OldAddress {
  readonly row: MovedArtifact;
  /** The part of the value that changes, and what becomes of it. */
  readonly from: string;
  readonly to: string;
  /** Whether a digest pins what lies there. */
  readonly hasDigest: boolean;
}

/** A path below the address: segments, a tag, a digest; what a template or a variable fills in counts as such. */
const path = /^(?:\/(?:[\w.:@+~-]|\$\{[^{}]*\}|\$\(\w+\)|[\uE000-\uF8FF])*)*$/;

/** An image below a hub: one segment, and no more. */
const imagePath = /^\/(?:[^/]|\$\{[^{}]*\})+$/;

/**
 * The old address that is the whole of a value, matched by host and whole path segments.
 *
 * @returns undefined for anything else, be it a private mirror whose path holds such an address
 */
export function oldAddress(value: string, role: Role): OldAddress | undefined {
  const { scheme = '', rest = '' } =
    /^(?<scheme>[a-z][a-z+.-]*:\/\/)?(?<rest>.*)$/s.exec(value)?.groups ?? {};
  const row = movedArtifacts.find(({ from, form }) => {
    const isForm =
      form === 'http' ? /^https?:\/\/$/.test(scheme) : /^(?:oci:\/\/|docker:\/\/)?$/.test(scheme);
    return isForm && rest.startsWith(from) && path.test(rest.slice(from.length));
  });
  if (!row) return undefined;
  const below = rest.slice(row.from.length);
  const address = { row, from: row.from, to: row.to, hasDigest: below.includes('@') };
  if (row.what !== 'image') return address;
  if (imagePath.test(below)) return scheme !== 'oci://' && role !== 'hub' ? address : undefined;
  if (below !== '' && below !== '/') return undefined;
  // The address alone is the hub of images, or the registry of charts whose names start with "charts/".
  if (role === 'hub' && scheme === '') return address;
  return role === 'chart' ? { ...address, to: chartRegistry(row.from) } : undefined;
}

/** The new registry below which the charts lie that lay below an old one. */
function chartRegistry(from: string): string {
  const charts = movedArtifacts.find((row) => row.from === `${from}/charts`);
  return charts?.to.replace(/\/charts$/, '') ?? from;
}

/** How an address is written in a text: as such, behind another host, or only as a part of a longer name. */
export function writtenAs(before: string, after: string): 'address' | 'mirrored' | 'other' {
  if (/^(?:[\w-]|\\?\.\w)/.test(after)) return 'other';
  if (/:\\?\/\\?\/$/.test(before)) return 'address';
  if (/[\w})]\/$/.test(before)) return 'mirrored';
  return /[\w./-]$/.test(before) ? 'other' : 'address';
}
