import { excludedFile, folderInRepository, givenFile, upgradeRange, upgradeTarget } from '../../src/facts';
import { factPlaceOf } from '../../src/kubernetes/object';
import { seccompProfile } from '../../transforms/1.28/seccomp-profile';
import { pinSurvey } from '../../src/install/pins/pins';
import { ManifestFile } from '../../src/migrate/manifest-file';
import {
  type Hit,
  installing,
  rangeOf,
  type Source,
  survey,
  surveying,
  type Upgrade,
  wordsOf,
} from '../../src/migrate/survey';
import { wordsOfScripts } from '../../src/migrate/triggers';
import type { Survey, Transform } from '../../src/transform';
import type { VersionPin } from '../../src/version';
import { Words } from '../../src/words';
import { at, setting } from '../support/asking';
import { madeUp } from '../support/made-up';
import { upgrade, versionOf } from '../support/upgrade';

const to = upgrade.target;
const asked: Upgrade = { to, from: upgrade.from };

type Tree = Readonly<Record<string, string>>;

interface Trees {
  readonly given?: Tree;
  readonly around?: Tree;
  readonly scripts?: Tree;
  readonly wordless?: Tree;
  readonly excluded?: readonly string[];
  readonly samples?: readonly string[];
  readonly folder?: string;
}

/** What surveys and transforms came to see, in order. */
let seen: string[] = [];

beforeEach(() => {
  seen = [];
});

/** A survey that says which documents it sees, by their first line. */
function seeing(name: string, parts: Partial<Survey> = {}): Survey {
  return {
    triggers: [name],
    collect({ path, text, range }) {
      const [line] = text.slice(range.start, range.end).replace('---\n', '').split('\n');
      seen.push(`${name}: ${path} ${line ?? ''}`);
    },
    ...parts,
  };
}

/** A transform that has to see what holds a word, and asks surveys first. */
function asking(word: string, surveys: readonly Survey[], parts: Partial<Transform> = {}): Transform {
  return madeUp({ id: word, triggers: [word], kind: 'required', surveys, ...parts });
}

function surveyed(trees: Trees, transforms: readonly Transform[], upgradeAsked = asked) {
  const { given = {}, around = {}, scripts, wordless, excluded = [], samples = [], folder } = trees;
  const words = Words.of([...wordsOf(transforms), ...wordsOfScripts(transforms)]);
  const hitsOf = (tree: Tree): Hit[] =>
    Object.entries(tree).map(([path, text]) => ({
      ...{ absolute: `/${path}`, path, by: words, words: words.in(text) },
      ...{ isExcluded: excluded.includes(path), isSample: samples.includes(path) },
    }));
  const all: Tree = { ...given, ...around, ...scripts, ...wordless };
  const source: Source = {
    given: hitsOf(given),
    around: hitsOf(around),
    ...(scripts && { scripts: hitsOf(scripts) }),
    ...(wordless && { wordless: () => hitsOf(wordless) }),
    folderInRepository: folder,
    open: ({ path }) => (path.startsWith('gone') ? undefined : new ManifestFile(path, all[path] ?? '')),
    onFile: (step, of) => seen.push(`${step} ${of}`),
  };
  return survey(source, transforms, upgradeAsked, undefined);
}

const files = { 'b.yaml': 'x: 1\ns: 1\n', 'a.yaml': 's: 2\n', 'c.yaml': 'y: 1\n' };

/** Each row: a tree, transforms, and what their surveys see of it. */
test.each<[name: string, Trees, readonly Transform[], sees: readonly string[]]>([
  [
    'the files in order',
    { given: files },
    [asking('x', [seeing('s')])],
    ['reading 2', 'reading 2', 's: a.yaml s: 2', 's: b.yaml x: 1'],
  ],
  [
    'the files around them',
    { given: { 'b.yaml': 'x: 1\n' }, around: { 'a.yaml': 's: 2\n' } },
    [asking('x', [seeing('s')])],
    ['reading 1', 's: a.yaml s: 2'],
  ],
  [
    'nothing where nothing is to be done',
    { given: { 'b.yaml': 's: 1\n' } },
    [asking('x', [seeing('s')])],
    [],
  ],
  [
    'nothing of what is gone',
    { given: { 'b.yaml': 'x: 1\n', 'gone.yaml': 's: 1\n' } },
    [asking('x', [seeing('s')])],
    ['reading 1'],
  ],
  [
    'nothing of a guide',
    { given: { 'b.yaml': 'x: 1\n', 'a.md': '```yaml\ns: 1\n```\n' } },
    [asking('x', [seeing('s')])],
    ['reading 1'],
  ],
  [
    'a file that one asks for',
    { given: { 'b.yaml': 'x: 1\n', 'd.yaml': 'z: 1\n' } },
    [asking('x', [seeing('s', { files: (path) => path === 'd.yaml' })])],
    ['reading 1', 's: d.yaml z: 1'],
  ],
  [
    'what others build on first',
    { given: files },
    [asking('x', [seeing('y', { buildsOnFacts: true }), seeing('s')])],
    ['reading 2', 'reading 2', 's: a.yaml s: 2', 's: b.yaml x: 1', 'reading 1', 'y: c.yaml y: 1'],
  ],
  [
    'many files in order',
    { given: { 'b.yaml': 'x: 1\n', 'a.yaml': 'x: 2\n', 'c.yaml': 'x: 3\n' } },
    [asking('x', [seeing('x')])],
    ['reading 3', 'reading 3', 'reading 3', 'x: a.yaml x: 2', 'x: b.yaml x: 1', 'x: c.yaml x: 3'],
  ],
  [
    'what a transform has occasion for',
    { given: files },
    [asking('x', [seeing('s')], { occasion: ['y'] })],
    ['reading 2', 'reading 2', 's: a.yaml s: 2', 's: b.yaml x: 1'],
  ],
  [
    'nothing for the occasion of what is excluded',
    { given: files, excluded: ['c.yaml'] },
    [asking('x', [seeing('s')], { occasion: ['y'] })],
    [],
  ],
  [
    'nothing without the occasion',
    { given: files },
    [asking('x', [seeing('s', { occasion: ['rare'] })])],
    [],
  ],
  [
    'what there is occasion for',
    { given: files },
    [asking('x', [seeing('s', { occasion: ['y'] })])],
    ['reading 2', 'reading 2', 's: a.yaml s: 2', 's: b.yaml x: 1'],
  ],
  [
    'nothing of a transform without its occasion',
    { given: files },
    [asking('x', [seeing('s')], { occasion: ['rare'] })],
    [],
  ],
  [
    'nothing of what is excluded',
    { given: files, excluded: ['a.yaml'] },
    [asking('x', [seeing('s')])],
    ['reading 1', 's: b.yaml x: 1'],
  ],
  [
    'what is excluded, of units',
    { given: files, excluded: ['a.yaml'] },
    [asking('x', [seeing('s')], { hasUnits: () => false })],
    ['reading 2', 'reading 2', 's: a.yaml s: 2', 's: b.yaml x: 1'],
  ],
])('surveys see %s', (_name, trees, transforms, sees) => {
  const { facts } = surveyed(trees, transforms);
  expect(seen.toSorted()).toEqual([...sees].toSorted());
  expect(seen.filter((each) => !each.startsWith('reading'))).toEqual(
    sees.filter((each) => !each.startsWith('reading')),
  );
  expect(facts.all(givenFile)).toEqual(Object.keys(trees.given ?? {}));
  expect(facts.all(excludedFile)).toEqual(trees.excluded ?? []);
});

test('what is asked for is known', () => {
  const { facts, target, range, pinDefaults, given } = surveyed(
    { given: files, folder: 'sub' },
    [asking('x', [])],
    { ...asked, pinDefaults: true },
  );
  expect(facts.all(upgradeTarget)).toEqual([to]);
  expect(facts.all(folderInRepository)).toEqual(['sub']);
  expect(facts.all(upgradeRange)).toEqual([range]);
  expect([target, pinDefaults, given.length]).toEqual([to, true, 3]);
  const other = surveyed({ given: files }, []);
  expect(other.facts.all(folderInRepository)).toEqual([]);
  expect([other.pinDefaults, other.transforms]).toEqual([false, []]);
});

const glancing = (name: string, parts: Partial<Survey> = {}): Survey =>
  seeing(name, {
    readsScripts: true,
    glance(path) {
      seen.push(`${name} glances: ${path}`);
      return 'enough';
    },
    ...parts,
  });

/** Each row: scripts beside a file, and at which of them surveys glance. */
test.each<[name: string, Trees, readonly Survey[], sees: readonly string[]]>([
  [
    'with its word',
    { scripts: { 'a.sh': 'helm\n', 'b.sh': 'other\n' } },
    [glancing('helm')],
    ['helm glances: a.sh'],
  ],
  ['that is gone', { scripts: { 'gone.sh': 'helm\n' } }, [glancing('helm')], []],
  [
    'for whoever reads none',
    { scripts: { 'a.sh': 'helm\n' } },
    [glancing('helm', { readsScripts: false })],
    [],
  ],
])('surveys glance at a script %s', (_name, trees, surveys, sees) => {
  surveyed({ given: { 'x.yaml': 'x: 1\n' }, ...trees }, [asking('x', surveys)]);
  expect(seen).toEqual(sees);
  seen = [];
  // The sweep asks for what scripts say, too, where no manifest triggers a transform.
  surveyed(trees, [asking('x', surveys)]);
  expect(seen).toEqual(sees);
});

const image = (version: string): string => `image: docker.io/istio/pilot:${version}\n`;

/** Each row: what a tree pins, and where an upgrade starts by that. */
test.each<[name: string, Trees, Upgrade, from: string, isFromKnown: boolean, pinnedBy: string | undefined]>([
  [
    'by what it pins',
    { given: { 'a.yaml': `x: 1\n${image('1.26.1')}`, 'b.yaml': image('1.25.3') } },
    { to },
    '1.25',
    true,
    'b.yaml',
  ],
  [
    'not by a sample',
    { given: { 'a.yaml': `x: 1\n${image('1.26.1')}`, 'b.yaml': image('1.25.3') }, samples: ['b.yaml'] },
    { to },
    '1.26',
    true,
    'a.yaml',
  ],
  [
    'by what a script pins',
    { given: { 'a.yaml': 'x: 1\n' }, scripts: { 'b.sh': 'ISTIO_VERSION=1.25.3\n' } },
    { to },
    '1.25',
    true,
    'b.sh',
  ],
  [
    'not by the script of a sample',
    { given: { 'a.yaml': 'x: 1\n' }, scripts: { 'b.sh': 'ISTIO_VERSION=1.25.3\n' }, samples: ['b.sh'] },
    { to },
    '1.27',
    false,
    undefined,
  ],
  ['by nothing', { given: { 'a.yaml': 'x: 1\n' } }, { to }, '1.27', false, undefined],
  ['as it is given', { given: { 'a.yaml': `x: 1\n${image('1.26.1')}` } }, asked, '1.27', true, undefined],
])('an upgrade starts %s', (_name, trees, upgradeAsked, from, isFromKnown, pinnedBy) => {
  const { range } = surveyed(trees, [asking('x', [pinSurvey])], upgradeAsked);
  expect(`${range.from.major}.${range.from.minor}`).toBe(from);
  expect([range.isFromKnown, range.pinnedBy?.place.path]).toEqual([isFromKnown, pinnedBy]);
});

test('a tree is not asked for pins unless somebody wants them', () => {
  const { range } = surveyed({ given: { 'a.yaml': `x: 1\n${image('1.26.1')}` } }, [asking('x', [])], { to });
  expect(range.isFromKnown).toBe(false);
});

const release = '\nresource "helm_release" "a" {\n  chart = "istiod"\n  values = ["a: 1"]\n}\n';

/** Each row: scripts beside a file, and what surveys of documents see of the releases in them. */
test.each<[name: string, scripts: Tree, readsScripts: boolean, sees: readonly string[]]>([
  ['of a module', { 'main.tf': release }, false, ['3']],
  ['of two modules', { 'main.tf': release, 'more.tofu': `\n${release}` }, false, ['3', '4']],
  ['not of a module that has none', { 'main.tf': 'variable "helm_release" {}\n' }, false, []],
  ['not of a module that is gone', { 'gone.tf': release }, false, []],
  ['not of another text', { 'main.sh': release }, false, []],
  ['not for who glances at scripts', { 'main.tf': release }, true, []],
])('surveys see the releases %s', (_name, scripts, readsScripts, sees) => {
  const placing = seeing('helm_release', {
    readsScripts,
    collect(document) {
      const place = { kind: 'spot', offset: document.text.indexOf('istiod') } as const;
      seen.push(String(factPlaceOf(document, place).line));
    },
  });
  surveyed({ given: { 'x.yaml': 'x: 1\n' }, scripts }, [asking('x', [placing])]);
  expect(seen).toEqual(sees);
});

const helmfile = 'releases: [{name: a, chart: istio/istiod, values: [a.yaml, b.yaml]}]\n';

/** Each row: what a tree has beside files without a word, and which of these matter. */
test.each<[name: string, given: Tree, named: readonly string[]]>([
  ['by what names them', { 'helmfile.yaml': helmfile }, ['a.yaml', 'b.yaml']],
  ['once', { 'helmfile.yaml': helmfile, 'a.yaml': 'istiod: 1\n' }, ['b.yaml']],
  [
    'not where nothing names them',
    { 'helmfile.yaml': helmfile.replace('istio/istiod', 'some/istiodash') },
    [],
  ],
])('files without a word matter %s', (_name, given, named) => {
  const wordless = { 'a.yaml': 'a: 1\n', 'b.yaml': 'a: 1\n', 'c.yaml': 'a: 1\n' };
  const after = surveyed({ given, wordless }, [asking('istiod', seccompProfile.surveys ?? [])]);
  expect(after.given.map(({ path }) => path)).toEqual([...Object.keys(given), ...named]);
  expect(after.facts.all(givenFile)).toEqual([...Object.keys(given), ...named]);
});

const pin = (version: string, parts: Partial<VersionPin> = {}): VersionPin => ({
  ...{ version: versionOf(version), what: 'a', place: { path: `${version}.yaml`, line: 1 } },
  ...parts,
});

test.each<[name: string, Upgrade, readonly VersionPin[], from: string, pinnedBy: string | undefined]>([
  ['given', asked, [pin('1.20')], '1.27', undefined],
  ['pinned', { to }, [pin('1.24'), pin('1.25')], '1.24', '1.24'],
  ['pinned aside', { to }, [pin('1.20', { isAside: true }), pin('1.25')], '1.25', '1.25'],
  ['pinned aside alone', { to }, [pin('1.20', { isAside: true })], '1.20', '1.20'],
  ['assumed', { to }, [], '1.27', undefined],
])('the start of an upgrade is %s', (name, upgradeAsked, pins, from, pinnedBy) => {
  const range = rangeOf(upgradeAsked, pins);
  expect(range).toEqual({
    ...{ from: versionOf(from), to, isFromKnown: name !== 'assumed' },
    ...(pinnedBy !== undefined && { pinnedBy: pins.find(({ place }) => place.path === `${pinnedBy}.yaml`) }),
    ...(name !== 'assumed' && { pins }),
  });
});

test('the tree around files is read for whom they trigger, and for whoever follows these', () => {
  const words = Words.of(['x', 'y']);
  const hits = [{ absolute: '/a', path: 'a', by: words, words: new Set(['x']) }];
  const [x, y] = [asking('x', [seeing('s')]), asking('y', [seeing('s')])];
  const z = asking('z', [], { follows: ['x'] });
  expect(surveying(hits, [x, y, z])).toEqual([x, z]);
  expect(surveying(hits, [y])).toEqual([]);
  expect(surveying(hits, [{ ...x, surveys: [] }])).toEqual([]);
});

test.each([
  ['helm', []],
  ['helm istiod', ['a']],
  ['helm ztunnel', ['a']],
  ['istiod', []],
])('a script may install a chart: %s', (held, installs) => {
  const hit = { absolute: '/a', path: 'a', by: Words.of([]), words: new Set(held.split(' ')) };
  expect(installing([hit], [asking('x', [glancing('helm')])]).map(({ path }) => path)).toEqual(installs);
});

test('what moves together is tried once before, in what may change', () => {
  const facts: string[] = [];
  const moving = at(
    'a',
    ({ collect, locate }, value) => {
      collect?.({ name: 'moving' }, locate(value), (obstacle) => {
        facts.push(`${locate(value).path} ${obstacle ?? ''}`);
        return '';
      });
    },
    { hasUnits: () => true, surveys: [seeing('s')] },
  );
  const tree = {
    given: { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'a.md': '```yaml\na: 1\n```\n', 'gone.yaml': 'a: 1\n' },
  };
  surveyed(tree, [moving, setting('q', { hasUnits: () => true }), setting('b')]);
  expect(facts).toEqual(['a.yaml ']);
});
