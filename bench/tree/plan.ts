import { dueKind, type Kind, type Standing } from './contents';
import type { Random } from './random';
import { fileSizes } from './sizes';

/** A file that is to be made. */
export interface PlannedFile {
  readonly path: string;
  readonly kind: Kind;
  readonly standing: Standing;
  readonly size: number;
}

// One file in so many is due, as it is in real trees, and two in so many only look like it.
const onceIn = 50;

/** The files of a tree: their kinds, folders and sizes. */
export function plan(count: number, random: Random): PlannedFile[] {
  return random.shuffled(fileSizes(count)).map((size, index) => {
    const standing = standingOf(index);
    const drawn = kindOf(size, random);
    const kind = standing === 'due' ? dueKind(drawn) : standing === 'undue' ? 'manifest' : drawn;
    return { path: pathOf(kind, index, random), kind, standing, size };
  });
}

function standingOf(index: number): Standing {
  const place = index % onceIn;
  if (place === 7) return 'due';
  return place === 21 || place === 42 ? 'undue' : 'ordinary';
}

/** Nobody writes large files by hand: they are definitions, rendered manifests or JSON. */
function kindOf(size: number, random: Random): Kind {
  if (size > 100_000) return random.oneOf(['definition', 'definition', 'json', 'manifest']);
  // And what only names other files is short.
  if (size < 2_000 && random.below(6) === 0) return random.oneOf(['kustomization', 'kustomization', 'chart']);
  const draw = random.next();
  return shares.find(([, upTo]) => draw < upTo)?.[0] ?? 'manifest';
}

const shares: readonly (readonly [Kind, number])[] = [
  ['template', 0.16],
  ['values', 0.24],
  ['definition', 0.3],
  ['json', 0.36],
  ['markdown', 0.41],
  ['go', 0.47],
  ['script', 0.5],
  ['manifest', 1],
];

/** Folders as they are in repositories of clusters, with some 25 files each. */
function pathOf(kind: Kind, index: number, random: Random): string {
  const group = Math.floor(index / 500);
  const folder = `group-${group}/app-${random.below(20)}`;
  switch (kind) {
    case 'template':
      return `charts/${folder}/templates/part-${index}.yaml`;
    case 'values':
      return `clusters/${folder}/release/values-${index}.yaml`;
    case 'definition':
      return `clusters/${folder}/crds/definition-${index}.yaml`;
    case 'json':
      return `dashboards/${folder}/board-${index}.json`;
    case 'kustomization':
      return `clusters/${folder}/overlay-${index}/kustomization.yaml`;
    case 'chart':
      return `charts/${folder}/chart-${index}/Chart.yaml`;
    case 'markdown':
      return `docs/${folder}/page-${index}.md`;
    case 'go':
      return `cmd/${folder}/source-${index}.go`;
    case 'script':
      return `hack/${folder}/step-${index}.sh`;
    case 'manifest':
      return `clusters/${folder}/base/objects-${index}.${index % 9 === 0 ? 'yml' : 'yaml'}`;
  }
}
