import { isParseProblem, parseDocument, rewriteDocument, setRoom, Editor, entriesOf } from '../../src/yaml';

const list = `items:\n${'- {a: 1, b: 2}\n'.repeat(1000)}`;
const block = `text: |\n${'  a line of a text that is long enough to be one\n'.repeat(300)}`;

/** How many bytes parsing takes, and what rewriting takes besides, is known only nearly: these are far apart. */
const rooms = { none: 100_000, toParse: 5_000_000, all: 50_000_000 };

function parsed(text: string) {
  return parseDocument(text, { start: 0, end: text.length });
}

describe('a document that is too large for the memory there is', () => {
  afterEach(() => {
    setRoom(Infinity);
  });

  test.each([list, block])('is not parsed, and the reason says what to do', (text) => {
    setRoom(rooms.none);
    const problem = parsed(text);
    if (!isParseProblem(problem)) throw new Error('it was parsed');
    expect(problem.message).toMatch(/^it is too large: to parse it takes about \d+ MB of memory/);
    expect(problem.help).toContain('--max-old-space-size');
  });

  it.each([
    { room: rooms.toParse, becomes: /^it is too large: to rewrite it takes about \d+ MB of memory/ },
    { room: rooms.all, becomes: /^done$/ },
  ])('is not rewritten where there is only room to parse it', ({ room, becomes }) => {
    setRoom(room);
    const document = parsed(list);
    if (isParseProblem(document)) throw new Error(document.message);
    const edit = new Editor();
    const [items] = entriesOf(document.root);
    if (!items) throw new Error('it holds nothing');
    edit.remove(items);
    let outcome = 'done';
    try {
      rewriteDocument(document, edit.changes);
    } catch (error) {
      outcome = error instanceof Error ? error.message : '';
    }
    expect(outcome).toMatch(becomes);
  });
});
