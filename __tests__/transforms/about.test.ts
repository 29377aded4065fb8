import { type About, type Case, type Example, saysNothing } from '../../src/about';
import { transforms } from '../../transforms';
import { migrateTree } from '../support/migrate-tree';
import { migrate } from '../support/to-migrate-to';

const abouts = new Map<string, Required<About>>();

beforeAll(async () => {
  const nothing = { examples: [], declines: [], reports: [] };
  for (const { id, about } of transforms) abouts.set(id, { ...nothing, ...(await about()) });
});

describe.each(transforms.map(({ id }) => id))('what is said of %s', (id) => {
  const about = (): Required<About> => {
    const found = abouts.get(id);
    if (!found) throw new Error(`nothing is said of ${id}`);
    return found;
  };

  test('each example migrates to exactly what is shown, and no further', async () => {
    for (const { title, before, after } of about().examples) {
      const { texts } = await migrateTree({ transform: id, input: before });
      expect({ title, texts }).toEqual({ title, texts: { ...before, ...after } });
      expect((await migrateTree({ transform: id, input: texts })).texts).toEqual(texts);
    }
  });

  // The table of the README is made from it.
  test('it says that it changes nothing where that is so, and only there', async () => {
    const { kind } = transforms.find((each) => each.id === id) ?? {};
    // What is only offered is not made here.
    if (kind === 'pin' || kind === 'modernize') return;
    const cases = about().reports.map(({ files, given, target }) => ({ files, given, target }));
    const tried = [...about().examples.map(({ before }): Partial<Case> => ({ files: before })), ...cases];
    let isChanged = false;
    for (const { files = {}, given, target } of tried) {
      const { texts } = await migrateTree({ transform: id, input: files }, given, target);
      isChanged ||= Object.entries(files).some(([path, text]) => texts[path] !== text);
    }
    expect(isChanged).toBe(!about().changes.every(saysNothing));
  });

  test('an example of one file needs no other: the library makes the same of it', () => {
    for (const [path, before, after] of about().examples.flatMap(filesOfItsOwn)) {
      expect(migrate({ transform: id, path }, before).text).toBe(after);
    }
  });

  test('each case of what is declined or told brings its message, at its level', async () => {
    const missing = [];
    for (const each of [...about().declines, ...about().reports]) {
      const told = await linesOf(id, each);
      const isTold = told.some(({ level, message }) => level === each.level && message === each.message);
      if (!isTold) missing.push({ wanted: `${each.level} ${each.message}`, told });
    }
    expect(missing).toEqual([]);
  });

  test('what is declined stays as it is, byte for byte', async () => {
    for (const each of about().declines) {
      const { texts } = await migrateTree({ transform: id, input: each.files }, each.given, each.target);
      const declined = (await linesOf(id, each)).filter(({ message }) => message === each.message);
      for (const { path } of declined) expect(texts[path]).toBe(each.files[path]);
    }
  });

  test('sentences end with a full stop, and nothing is left empty', () => {
    const { why, changes, examples, declines, reports, links } = about();
    const cases = [...declines, ...reports];
    const sentences = [...why, ...changes, ...cases.flatMap(({ when, remedy }) => [when, remedy])];
    expect(sentences.filter((sentence) => !/^(?:[A-Z`]|istiod ).*\.$/.test(sentence))).toEqual([]);
    expect(why.length * changes.length * (examples.length + cases.length) * links.length).toBeGreaterThan(0);
    expect(links.filter(([, url]) => !/^https:\/\/[^\s]+$/.test(url))).toEqual([]);
  });
});

/** The files of an example that has but one: path, text before, text after. */
function filesOfItsOwn({ before, after }: Example): [string, string, string][] {
  const files = Object.entries(before);
  return files.length === 1 ? files.map(([path, text]) => [path, text, after[path] ?? text]) : [];
}

interface Line {
  readonly path: string;
  readonly level: string;
  readonly message: string;
}

async function linesOf(transform: string, { files, given, target }: Case): Promise<Line[]> {
  const { findings } = await migrateTree({ transform, input: files }, given, target);
  return findings.split('\n').flatMap((line) => {
    const { level, path, message } =
      /^(?<level>\w+) (?<path>.+?):\d+:\d+ (?<message>.+)$/.exec(line)?.groups ?? {};
    return level && path && message ? [{ level, path, message }] : [];
  });
}
