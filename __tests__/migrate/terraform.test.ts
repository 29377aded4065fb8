import { Facts, type FactsOf } from '../../src/facts';
import type { Level } from '../../src/finding';
import { ignoresOfPlainText } from '../../src/migrate/ignores';
import { findingsInTerraform } from '../../src/migrate/terraform';
import type { Context, Note, Transform, TransformKind } from '../../src/transform';
import { Declined, valueAt } from '../../src/yaml';
import { madeUp } from '../support/made-up';
import { upgrade } from '../support/upgrade';

type Said = Omit<Note, 'at'>;
type Ask = (context: Context, at: Note['at'], set: (told: readonly Said[]) => void) => void;

/** Does something at the value of a key in each document, where there is one. */
function at(key: string, ask: Ask, parts: Partial<Transform> = {}): Transform {
  return madeUp({
    triggers: [key],
    migrate(document, context) {
      const value = valueAt(document.root, key);
      if (value?.kind !== 'scalar') return;
      ask(context, value, (told) => {
        context.rewrite(value, 'a new value', (edit, tell) => {
          edit.set(value, 'new');
          for (const note of told) tell({ ...note, at: value });
        });
      });
    },
    ...parts,
  });
}

function found(text: string, transforms: readonly Transform[], path = 'main.tf') {
  const facts: FactsOf = new Map(transforms.map(({ id }) => [id, new Facts()]));
  const ignores = ignoresOfPlainText(text);
  return {
    ...findingsInTerraform({ path, text }, transforms, facts, upgrade.range, ignores),
    around: ignores,
  };
}

const resource = `resource "kubectl_manifest" "a" {
  yaml_body = <<-YAML
    apiVersion: v1
    kind: Thing
    a: old
  YAML
}
`;

const rewriting = (kind: TransformKind, told: readonly Said[] = []): Transform =>
  at(
    'a',
    (_, __, set) => {
      set(told);
    },
    { kind },
  );
const declining = (kind: TransformKind): Transform =>
  at(
    'a',
    ({ rewrite }, place) => {
      rewrite(place, 'a', () => {
        throw new Declined('so');
      });
    },
    { kind },
  );
const reporting = (kind: TransformKind, said: Said): Transform =>
  at(
    'a',
    ({ report }, place) => {
      report({ ...said, at: place });
    },
    { kind },
  );

const note: Said = { level: 'note', message: 'a note', help: 'no help' };
const warning: Said = { level: 'warning', message: 'a warning', help: 'look' };
const due = 'not rewritten in Terraform: a new value';
const fix = 'change it manually, or fix what prevents the rewrite and run again';

test.each<[name: string, Transform, level: Level, message: string, help: string | undefined]>([
  ['a required rewrite', rewriting('required'), 'error', due, 'change it manually'],
  ['one of another kind', rewriting('cleanup'), 'note', due, 'change it manually'],
  [
    'one that brings what needs a look',
    rewriting('cleanup', [note, warning]),
    'warning',
    due,
    'change it manually; a warning; look',
  ],
  ['one that brings a note', rewriting('pin', [note]), 'note', due, 'change it manually'],
  [
    'one that brings what has no help',
    rewriting('required', [{ level: 'warning', message: 'a' }]),
    'error',
    due,
    'change it manually; a',
  ],
  ['one that cannot be made', declining('required'), 'error', 'not rewritten: so', fix],
  ['what is good to have and cannot be made', declining('hardening'), 'note', 'not rewritten: so', fix],
  ['what is said of it', reporting('hardening', warning), 'warning', 'a warning', 'look'],
  ['what has no help', reporting('pin', { level: 'note', message: 'a' }), 'note', 'a', undefined],
  ...[', or run with --pin-defaults', ', or pass --pin-defaults', '; --pin-defaults writes it'].map(
    (option): [string, Transform, Level, string, string] => [
      `an option (${option})`,
      reporting('pin', { level: 'note', message: 'a', help: `set it${option}` }),
      'note',
      'a',
      'set it',
    ],
  ),
])('in a module, there is told of %s', (_, transform, level, message, help) => {
  const { known } = found(resource, [transform]);
  expect(known).toEqual([
    {
      transform: transform.id,
      level,
      message,
      ...(help !== undefined && { help }),
      path: 'main.tf',
      line: 5,
      column: 8,
    },
  ]);
});

test('a text of another name is no module', () => {
  expect(found(resource, [rewriting('required')], 'guide.txt')).toMatchObject({
    known: [],
    told: [],
    ignores: [],
  });
});

test('whoever reads a manifest has said all of it; where its kind moves, all of what would change', () => {
  const moving = rewriting('required', []);
  const transforms = [rewriting('cleanup'), { ...moving, id: 'moving', hasUnits: () => true }];
  const [first] = transforms;
  const start = resource.indexOf('    apiVersion');
  expect(found(resource, transforms).told).toEqual([
    { start, end: resource.indexOf('  YAML'), transform: first?.id },
    { start: resource.indexOf('old'), end: resource.indexOf('old') + 3, transform: 'moving' },
  ]);
});

test('modules are asked about by what each of them holds', () => {
  const saying = (message: string, parts: Partial<Transform>): Transform => ({
    ...reporting('required', { level: 'note', message }),
    ...{ id: message, ...parts },
  });
  const transforms = [saying('always', {}), saying('waiting', { occasion: ['rare'] })];
  const facts: FactsOf = new Map(transforms.map(({ id }) => [id, new Facts()]));
  const said = (text: string) =>
    findingsInTerraform({ path: 'a.tf', text }, transforms, facts, upgrade.range, []).known.map(
      ({ message }) => message,
    );
  expect(said(resource)).toEqual(['always']);
  expect(said(`# rare\n${resource}`).toSorted()).toEqual(['always', 'waiting']);
});

/** Each row: what stands above the value, and how many are told; whether a comment of the module is of use. */
test.each<[comment: string, told: number, uses: number]>([
  ['', 1, 0],
  ['    # istio-migrate-ignore\n', 0, 1],
  ['    # istio-migrate-ignore\n    b: 1\n', 1, 0],
  ['    # istio-migrate-ignore other\n', 1, 0],
])('a comment in a manifest is for what is below it: %j', (comment, told, uses) => {
  const unneeded = '# istio-migrate-ignore\nvariable "a" {}\n';
  const text = unneeded + resource.replace('    a:', `${comment}    a:`);
  const { known, ignores, around } = found(text, [rewriting('required')]);
  expect(known).toHaveLength(told);
  expect(around.map((each) => each.uses.size).join()).toBe(comment === '' ? '0' : `0,${uses}`);
  const [inside] = ignores;
  if (comment === '') expect(inside).toBeUndefined();
  else {
    const { start, end } = inside?.range ?? { start: 0, end: 0 };
    expect(text.slice(start, end)).toBe(
      comment.endsWith('1\n') ? '# istio-migrate-ignore\n    b: 1' : `${comment.trim()}\n    a: old`,
    );
  }
});

test('a comment for all of a manifest is none for the module', () => {
  const text = resource.replace('    apiV', '    # istio-migrate-ignore-file\n    apiV');
  expect(found(text, [rewriting('required')]).ignores).toEqual([]);
});
