import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One case: a file before and after its migration, and what is reported about it. */
export interface Fixture {
  /** The folder's name: the id of the only transform that runs. */
  readonly transform: string;
  /** The case's name as a sentence. */
  readonly title: string;
  /** What the file is called in the findings. */
  readonly path: string;
  readonly input: string;
  /** The same as the input where the file must stay as it is. */
  readonly output: string;
  /** One line a finding: `error 12:5 message`. */
  readonly findings: string;
}

/** A case of several files: a folder before and after. */
export interface TreeFixture {
  readonly transform: string;
  readonly title: string;
  /** Texts by path. */
  readonly input: Readonly<Record<string, string>>;
  readonly output: Readonly<Record<string, string>>;
  /** One line a finding: `error path:12:5 message`. */
  readonly findings: string;
}

/** Texts by path. */
export type Tree = Readonly<Record<string, string>>;

/** The fixtures of a folder, and what is wrong with how they lie there. */
export interface Fixtures {
  readonly fixtures: readonly Fixture[];
  readonly trees: readonly TreeFixture[];
  readonly problems: readonly string[];
}

const fileName =
  /^(?<name>[a-z0-9-]+)\.(?:input\.(?<extension>yaml|json|md)|output\.(?:yaml|json|md)|findings\.txt)$/;

/** Folders that tests of their own read. */
const treeFolders: readonly string[] = [
  'ignores',
  'kustomize',
  'kustomize-left',
  'kustomize-migrated',
  'templates',
];

/** Reads `<root>/<transform>/<case>.input.yaml` and what lies beside it. */
export function readFixtures(root: string, transforms: readonly string[]): Fixtures {
  const problems: string[] = [];
  const fixtures: Fixture[] = [];
  const trees: TreeFixture[] = [];
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const { name: transform } = entry;
    if (!entry.isDirectory()) {
      if (transform !== 'README.md') problems.push(`${transform}: lies in no folder of a transform`);
      continue;
    }
    if (treeFolders.includes(transform)) continue;
    if (!transforms.includes(transform)) {
      problems.push(`${transform}: no transform has this name`);
      continue;
    }
    const found = readFolder(join(root, transform), transform);
    fixtures.push(...found.fixtures);
    trees.push(...found.trees);
    problems.push(...found.problems);
    if (found.fixtures.length + found.trees.length === 0) problems.push(`${transform}: no fixture is here`);
  }
  return { fixtures, trees, problems };
}

/** Reads the cases of one folder. */
export function readFolder(folder: string, transform: string): Fixtures {
  const fixtures: Fixture[] = [];
  const trees: TreeFixture[] = [];
  const claimed = new Set<string>();
  const files = readdirSync(folder).toSorted();
  for (const file of files) {
    if (existsSync(join(folder, file, 'input'))) {
      claimed.add(file);
      trees.push(readTree(join(folder, file), transform, file));
      continue;
    }
    const { name, extension } = fileName.exec(file)?.groups ?? {};
    if (name === undefined || extension === undefined) continue;
    const output = `${name}.output.${extension}`;
    const findings = `${name}.findings.txt`;
    for (const part of [file, output, findings]) claimed.add(part);
    const input = readFileSync(join(folder, file), 'utf8');
    fixtures.push({
      transform,
      title: name.replaceAll('-', ' '),
      path: file.replace('.input', ''),
      input,
      output: readIfThere(join(folder, output)) ?? input,
      findings: readIfThere(join(folder, findings)) ?? '',
    });
  }
  const orphans = files.filter((file) => !claimed.has(file));
  return {
    fixtures,
    trees,
    problems: orphans.map((file) => `${transform}/${file}: belongs to no input file`),
  };
}

/** Reads `input/**` and `output/**`; a file that has no output must stay as it is. */
function readTree(folder: string, transform: string, name: string): TreeFixture {
  const input = readTexts(join(folder, 'input'));
  return {
    transform,
    title: name.replaceAll('-', ' '),
    input,
    output: { ...input, ...readTexts(join(folder, 'output')) },
    findings: readIfThere(join(folder, 'findings.txt')) ?? '',
  };
}

/** The texts of a folder by path; none where there is no folder. */
export function readTexts(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).toSorted();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
