import { join } from 'node:path';
import { Choices } from '../../src/migrate/choices';
import type { FilePlan } from '../../src/migrate/plan';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { outcomeOf } from '../../src/migrate/outcome';
import { planFile } from '../../src/migrate/migrate';
import { survey, wordsOf } from '../../src/migrate/survey';
import { Words } from '../../src/words';
import { releaseOf, upgrade, upgradeTo } from '../support/upgrade';
import { transforms } from '../../transforms';
import { type Fixture, readFixtures } from '../support/fixtures';
import { oldGroup, routeTo } from '../support/pools';
import { strayChanges } from '../support/stray-changes';

const { fixtures } = readFixtures(
  join(__dirname, '../../__fixtures__'),
  transforms.map(({ id }) => id),
);

type Input = Pick<Fixture, 'path' | 'input' | 'transform'>;

/** Plans a file by what another text, which it may have come from, says about the tree. */
function planOf({ path, input, transform }: Input, origin = input): FilePlan {
  const only = transforms.filter(({ id }) => transform === '' || id === transform);
  const { target: to, range } = transform === '' ? upgrade : upgradeTo(releaseOf(transform));
  const by = Words.of(wordsOf(only));
  const hit = { absolute: path, path, by, words: by.in(origin) };
  const source = { given: [hit], around: [], open: () => new ManifestFile(path, origin) };
  const surveyed = survey(source, only, { to }, range);
  return planFile(new ManifestFile(path, input), surveyed.transforms, surveyed);
}

interface Walk {
  readonly text: string;
  readonly left: number;
  /** The summaries of what was offered together, one offer after the other. */
  readonly offers: readonly (readonly string[])[];
  readonly findings: readonly string[];
}

/** Decides offer by offer: each bit of the number is an answer. */
function walk(input: Input, answers: number): Walk {
  const choices = new Choices(planOf(input));
  const offers: string[][] = [];
  let accepted = 0;
  for (let offer = choices.next(); offer; offer = choices.next()) {
    offers.push(offer.requests.map(({ summary }) => summary));
    expect(offer.after.text).not.toBe(offer.before.text);
    if ((answers >> (offers.length - 1)) & 1) {
      accepted += offer.requests.length;
      choices.accept(offer);
    } else choices.decline(offer);
  }
  const { migration, left } = choices.result();
  expect(migration.done).toHaveLength(accepted);
  const { findings } = outcomeOf(input.path, input.input, migration, 'after');
  const lines = findings.map(({ level, line, column, message }) => `${level} ${line}:${column} ${message}`);
  return { text: migration.text, left, offers, findings: lines };
}

describe('every choice among the rewrites of a fixture', () => {
  const cases = fixtures
    .map((fixture) => ({ fixture, count: planOf(fixture).all.done.length }))
    .filter(({ count }) => count >= 1 && count <= 4);

  test('there are fixtures with several rewrites', () => {
    expect(cases.filter(({ count }) => count > 1).length).toBeGreaterThan(20);
  });

  test.each(
    cases.map(({ fixture, count }) => [`${fixture.transform}: ${fixture.title}`, fixture, count] as const),
  )('%s', (_, fixture, count) => {
    for (let answers = 0; answers < 1 << count; answers++) {
      const { text, left, findings } = walk(fixture, answers);
      if (left === count) expect(text).toBe(fixture.input);
      if (left === 0) expect(text).toBe(fixture.output);
      expect(
        findings.filter((line) => line.includes('not rewritten: you declined it')).length,
      ).toBeLessThanOrEqual(left);
      expect(strayChanges(fixture.input, text)).toEqual([]);
      // What was left is what another run would do, and with it the file is as if all had been done at once.
      const again = planOf({ ...fixture, input: text }, fixture.input);
      expect(again.all.problem).toBeUndefined();
      expect(again.all.done).toHaveLength(left);
      expect(again.all.text).toBe(fixture.output);
      if (fixture.path.endsWith('.json')) JSON.parse(text);
    }
  });
});

describe('rewrites that depend on each other', () => {
  const role = fixtures.find(({ title }) => title === 'role in every list style');
  const route = {
    transform: '',
    path: 'route.yaml',
    input: `${routeTo(oldGroup, ['llama', 'mistral'])}---\n${routeTo(oldGroup, ['llama'], 'code')}`,
  };

  test('a route whose pools are renamed one without the other would be wrong: they are offered together', () => {
    const from = 'inference.networking.x-k8s.io → inference.networking.k8s.io';
    const { offers, text } = walk(route, 0b01);
    expect(offers).toEqual([
      [`reference to InferencePool llama: ${from}`, `reference to InferencePool mistral: ${from}`],
      [`reference to InferencePool llama: ${from}`],
    ]);
    const [first = '', second = ''] = route.input.split(/(?<=---\n)/);
    expect(text).toBe(first.replaceAll('.x-k8s.io', '.k8s.io') + second);
  });

  test('a rewrite that needs one that was declined is not offered, and the reason is told', () => {
    if (!role) throw new Error('the fixture is missing');
    const declinedFirst = walk(role, 0b1110);
    expect(declinedFirst.left).toBeGreaterThan(1);
    expect(declinedFirst.findings).toContain(
      'error 19:5 not rewritten: it needs another rewrite, which you declined',
    );
    expect(planOf({ ...role, input: declinedFirst.text }, role.input).all.text).toBe(role.output);
  });

  test('accepting all that is left makes what can be made without what was declined', () => {
    if (!role) throw new Error('the fixture is missing');
    const choices = new Choices(planOf(role));
    const first = choices.next();
    if (!first) throw new Error('nothing is offered');
    choices.decline(first);
    choices.acceptRest();
    expect(choices.next()).toBeUndefined();
    const { migration, left } = choices.result();
    expect(migration.done.length + left).toBe(choices.count.all);
    expect(migration.text).toBe(walk(role, 0b1110).text);
  });
});

test('accepting all that is left is the same as accepting each', () => {
  for (const fixture of fixtures) {
    const choices = new Choices(planOf(fixture));
    choices.acceptRest();
    const { migration, left } = choices.result();
    expect(left).toBe(0);
    expect(migration.text).toBe(fixture.output);
  }
});
