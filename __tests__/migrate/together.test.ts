import { Facts } from '../../src/facts';
import type { LayeredValue } from '../../src/install/layers/united';
import { seccompProfile } from '../../transforms/1.28/seccomp-profile';
import { fileLayer } from '../../src/install/values';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { surveyFile } from '../../src/migrate/migrate';
import { type FileMigration, type FilePlan, unchanged } from '../../src/migrate/plan';
import { Together } from '../../src/migrate/together';
import { madeUp } from '../support/made-up';
import type { AskedFor } from '../../src/migrate/request';

/** What the release of each pair of files says of values is one, and so is what three of them say by way of the middle. */
const releases = [
  ['a.yaml', 'b.yaml'],
  ['b.yaml', 'c.yaml'],
];

/** What becomes of a file by itself. */
interface Planned {
  /** The values that are rewritten; those of a pair with a plus only together. Undefined where the file is not planned. */
  readonly done?: string;
  /** The values that stay; all that it says where a document of it cannot be looked at. */
  readonly stays?: string;
  /** What else it says something of. */
  readonly says?: string;
}

function factsOf(files: Readonly<Record<string, Planned>>): Facts {
  const facts = new Facts();
  const helmfile = releases.map((values, index) => ({ name: `r${index}`, chart: 'istio/istiod', values }));
  const said = ({ done = '', stays = '', says = '' }: Planned) =>
    `${done} ${stays} ${says}`
      .replaceAll(/document|plain/g, '')
      .split(/[ +]+/)
      .filter((name) => name !== '');
  const texts = Object.entries(files).map(([path, planned]) => [
    path,
    JSON.stringify({ pilot: Object.fromEntries(said(planned).map((name) => [name, 1])) }),
  ]);
  for (const [path = '', text = ''] of [['helmfile.yaml', JSON.stringify({ releases: helmfile })], ...texts])
    surveyFile(new ManifestFile(path, text), seccompProfile.surveys ?? [], facts);
  return facts;
}

function planOf(path: string, { done = '', stays = '' }: Planned): FilePlan {
  const value = (name: string): LayeredValue => ({
    layer: fileLayer(path),
    name: `pilot.${name}`,
    keys: [['pilot', name]],
  });
  const pairs = done.split(' ').filter((pair) => pair !== '');
  const requests = pairs.flatMap((pair) =>
    pair.split('+').map((name): AskedFor => ({
      ...{ id: Symbol(name), transform: madeUp({ id: 'own', kind: 'required' }), object: undefined },
      ...{ offset: 0, due: {}, notes: [], summary: name, value: value(name) },
    })),
  );
  const notes: FileMigration['notes'] = stays
    .split(' ')
    .filter((each) => each !== '')
    .map((each) => ({
      ...{ transform: 'own', level: 'note', offset: 0, message: each },
      ...(each !== 'plain' && { stays: each === 'document' ? each : value(each) }),
    }));
  const only: FilePlan['only'] = (accepted) => {
    const left = requests.filter(({ id }) => accepted.has(id));
    const names = left.map(({ summary }) => summary);
    const isWhole = pairs.every((pair) => {
      const held = pair.split('+').filter((name) => names.includes(name));
      return held.length === 0 || held.length === pair.split('+').length;
    });
    return isWhole ? unchanged('', { done: left, notes }) : undefined;
  };
  return { all: unchanged('', { done: requests, notes }), only };
}

const because = (path: string) =>
  `not rewritten: another layer of the same release (${path}) has to change together with it, and is not rewritten`;
const alone = 'not rewritten: it needs another rewrite, which is not made';

/** Each row: the plans of the files, and what is done then, with the reasons for what is not. */
const cases: readonly [
  name: string,
  files: Readonly<Record<string, Planned>>,
  done: Readonly<Record<string, string>>,
  reasons: Readonly<Record<string, readonly string[]>>,
][] = [
  [
    'nothing stays',
    { 'a.yaml': { done: 'x' }, 'b.yaml': { done: 'x y' } },
    { 'a.yaml': 'x', 'b.yaml': 'x y' },
    {},
  ],
  [
    'another layer is in a file that is not planned',
    { 'a.yaml': { done: 'x y' }, 'b.yaml': { stays: 'x' }, 'c.yaml': { done: 'x' } },
    { 'a.yaml': 'x y', 'c.yaml': 'x' },
    {},
  ],
  [
    'one value stays in another layer',
    { 'a.yaml': { done: 'x y' }, 'b.yaml': { done: 'y', stays: 'x' } },
    { 'a.yaml': 'y', 'b.yaml': 'y' },
    { 'a.yaml': [because('b.yaml')] },
  ],
  [
    'one stays in a layer of another release',
    { 'a.yaml': { done: 'x y' }, 'b.yaml': { done: 'x' }, 'c.yaml': { done: '', stays: 'x' } },
    { 'a.yaml': 'y', 'b.yaml': '', 'c.yaml': '' },
    { 'a.yaml': [because('c.yaml')], 'b.yaml': [because('c.yaml')] },
  ],
  [
    'one stays that nobody else says anything of',
    { 'a.yaml': { done: 'x', stays: 'y' }, 'b.yaml': { done: 'x' } },
    { 'a.yaml': 'x', 'b.yaml': 'x' },
    {},
  ],
  [
    'what is said of another layer is about no value',
    { 'a.yaml': { done: 'x' }, 'b.yaml': { done: 'x', stays: 'plain' } },
    { 'a.yaml': 'x', 'b.yaml': 'x' },
    {},
  ],
  [
    'a document of another layer cannot be looked at',
    { 'a.yaml': { done: 'x y' }, 'b.yaml': { done: '', stays: 'document' }, 'c.yaml': { done: 'x' } },
    { 'a.yaml': 'x y', 'b.yaml': '', 'c.yaml': 'x' },
    {},
  ],
  [
    'a document that says something cannot be looked at',
    { 'a.yaml': { done: 'x y' }, 'b.yaml': { done: 'y', stays: 'x document' } },
    { 'a.yaml': 'y', 'b.yaml': 'y' },
    { 'a.yaml': [because('b.yaml')] },
  ],
  [
    'a document cannot be looked at that says one of two',
    { 'a.yaml': { done: 'x y' }, 'b.yaml': { done: 'z x', stays: 'document', says: 'y' } },
    { 'a.yaml': 'x', 'b.yaml': 'z x' },
    { 'a.yaml': [because('b.yaml')] },
  ],
  [
    'of two that are rewritten together, one stays in another layer',
    { 'a.yaml': { done: 'x+y' }, 'b.yaml': { done: 'y', stays: 'x' }, 'c.yaml': { done: 'y' } },
    { 'a.yaml': '', 'b.yaml': '', 'c.yaml': '' },
    { 'a.yaml': [because('b.yaml'), alone], 'b.yaml': [because('a.yaml')], 'c.yaml': [because('a.yaml')] },
  ],
];

describe.each(cases)('layers of one release: %s', (_name, files, done, reasons) => {
  test.each(['settled from the first file on', 'settled from the last file on'])('%s', (order) => {
    const facts = factsOf(files);
    const planned = Object.entries(files).filter((each) => each[1].done !== undefined);
    const plans = new Map(planned.map(([path, each]) => [path, planOf(path, each)]));
    const together = new Together(facts, {
      get: (path) => plans.get(path),
      set: (path, plan) => plans.set(path, plan),
    });
    const paths = [...plans.keys()];
    for (const path of order.includes('last') ? paths.toReversed() : paths) together.settle(path);
    const found = [...plans].map(([path, { all, only }]) => {
      expect(only(new Set(all.done.map(({ id }) => id)))?.done).toEqual(all.done);
      expect(only(new Set())?.done).toEqual([]);
      const told = all.notes.filter(({ message }) => message.startsWith('not rewritten'));
      for (const { help, message } of told)
        expect(help?.startsWith('fix what prevents the rewrite there')).toBe(message !== alone);
      return {
        path,
        done: all.done.map(({ summary }) => summary).join(' '),
        reasons: told.map(({ message }) => message),
      };
    });
    expect(Object.fromEntries(found.map((each) => [each.path, each.done]))).toEqual(done);
    const told = found.flatMap((each) => (each.reasons.length > 0 ? [[each.path, each.reasons]] : []));
    expect(Object.fromEntries(told)).toEqual(reasons);
  });
});
