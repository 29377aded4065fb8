import { Words } from '../../src/words';
import { scan } from '../../src/run/around';
import { workspaceOfEachTest } from '../files/workspace';

const workspace = workspaceOfEachTest();

/** How many bytes are read at once. */
const piece = 256 * 1024;
const words = Words.of(['kind: InferencePool', 'InferencePool', 'v1alpha2']);

function wordsIn(bytes: Buffer): string[] {
  const path = workspace.write('a.yaml', bytes);
  const { hits } = scan([path], words, { cwd: workspace.path('.') });
  return hits.flatMap((hit) => [...hit.words]).toSorted();
}

const long = 'kind: InferencePool';
const wherever = Array.from({ length: long.length + 3 }, (_, index) => piece - long.length - 1 + index);

test('a word is found wherever it lies across two pieces of a file', () => {
  for (const at of wherever) {
    const text = `${'-'.repeat(at)}${long}${'-'.repeat(piece)}`;
    expect({ at, words: wordsIn(Buffer.from(text)) }).toEqual({ at, words: ['InferencePool', long] });
  }
});

test('so it is in UTF-16, in either order of bytes', () => {
  for (const at of wherever) {
    const text = `\uFEFF${'-'.repeat(at >> 1)}v1alpha2${'-'.repeat(piece)}`;
    const bytes = Buffer.from(text, 'utf16le');
    expect({ at, words: wordsIn(bytes) }).toEqual({ at, words: ['v1alpha2'] });
    expect({ at, words: wordsIn(bytes.swap16()) }).toEqual({ at, words: ['v1alpha2'] });
  }
});

test('words of all pieces are found, and none that is cut short', () => {
  const filling = '-'.repeat(piece);
  expect(wordsIn(Buffer.from(`v1alpha2${filling}InferencePool`))).toEqual(['InferencePool', 'v1alpha2']);
  expect(wordsIn(Buffer.from(`${filling}InferencePoo`))).toEqual([]);
  expect(wordsIn(Buffer.from(`${filling.slice(4)}v1al${filling}pha2`))).toEqual([]);
});
