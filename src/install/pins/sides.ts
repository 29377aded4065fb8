import { folderOf } from '../../kubernetes/path';
import type { Version } from '../../version';

/** Where a control plane is, and what it is told from others by. */
export interface Placed {
  /** What gives it its revision. */
  readonly path: string;
  readonly chart: string;
  readonly name: string | undefined;
  readonly revision: string;
  readonly version: Version | undefined;
}

/** What all have in common that may run side by side: the chart, and the folder without what tells releases apart. */
export function sideOf(plane: Placed): string {
  return JSON.stringify([plane.chart, commonFolder(plane)]);
}

/** Whether two of one side run side by side: not those of one revision, nor those of different environments. */
export function isSideBySide(one: Placed, other: Placed): boolean {
  const [own, others] = [one, other].map(environmentOf);
  return one.revision !== other.revision && (own === others || own === '' || others === '');
}

/**
 * A folder without what tells two control planes apart, so that `mesh/stable` and `mesh/1-28` are both `mesh`: a release
 * (`1-27`, `1.27.3`), the revision, and words such as `stable`. From the folders above only releases are removed, since
 * another word may be the name of a cluster.
 */
function commonFolder({ path, revision, version }: Placed): string {
  const release = version ? String.raw`v?${version.major}[.-]${version.minor}(?:[.-]\d+)?` : undefined;
  const names = [revision.replaceAll(/[^\w-]/g, String.raw`\$&`), words, release].filter(Boolean).join('|');
  const folder = folderOf(path);
  const end = folder.lastIndexOf('/') + 1;
  const above = release ? without(release, folder.slice(0, end)) : folder.slice(0, end);
  const common = above + without(names, folder.slice(end));
  return common
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function without(names: string, text: string): string {
  return text.replaceAll(new RegExp(`[-._]?(?<![A-Za-z0-9])(?:${names})(?![A-Za-z0-9])`, 'g'), '');
}

const words = 'stable|canary|default|current|next|old|new';

/** The environments that its path and its name say it is for. */
function environmentOf({ path, name = '' }: Placed): string {
  return [...new Set(`${path} ${name}`.toLowerCase().match(environment))].toSorted().join();
}

const environment =
  /(?<![a-z0-9])(?:dev|development|test|testing|qa|uat|sandbox|stage|staging|stg|pre-?prod|prod|production|prd)\d*(?![a-z])/g;
