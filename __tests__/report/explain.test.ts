import { homepage } from '../../package.json';
import type { About } from '../../src/about';
import { explanation } from '../../src/report/explain';
import type { TransformInfo } from '../../src/report/problem';

const pages = homepage.replace('#readme', '/blob/main/docs/transforms');

const transform: TransformInfo = {
  phase: 'with',
  id: 'new-names',
  title: 'old → new',
  release: '1.28',
  kind: 'required',
  docs: 'https://example.com/notes',
};

const about: About = {
  why: ['The release reads the new name only.', 'It breaks at once.'],
  changes: ['`old` becomes `new`, wherever a manifest of this kind has it.'],
  examples: [
    {
      title: 'A name',
      before: { 'a.yaml': 'old: 1\n', 'b.yaml': 'c:\n\n  d: 1\n' },
      after: { 'a.yaml': 'new: 1\n' },
    },
  ],
  declines: [
    {
      when: 'Both names stand there.',
      level: 'error',
      message: 'not rewritten: it has both old and new',
      remedy: 'Delete one of them.',
      files: {},
    },
  ],
  reports: [],
  links: [['Names', 'https://example.com/names']],
};

test('everything is said in order, in plain text, on one line a sentence where nothing limits the width', () => {
  expect(explanation(transform, about, { colour: false, width: 0 })).toBe(`new-names  old → new
required, for Istio 1.28

Why
  The release reads the new name only.

  It breaks at once.

What changes
  - \`old\` becomes \`new\`, wherever a manifest of this kind has it.

Example: A name
  a.yaml
  @@ -1 +1 @@
  -old: 1
  +new: 1

  b.yaml
   c:

     d: 1

What it does not rewrite
  Both names stand there.
    error: not rewritten: it has both old and new
    help: Delete one of them.

Further reading
  This page: ${pages}/new-names.md
  Upgrade notes: https://example.com/notes
  Names: https://example.com/names
`);
});

test('sentences are wrapped to the width, and go on below their first word', () => {
  const lines = explanation(transform, about, { colour: false, width: 30 }).split('\n');
  const start = lines.indexOf('What changes');
  expect(lines.slice(start + 1, start + 4)).toEqual([
    '  - `old` becomes `new`,',
    '    wherever a manifest of',
    '    this kind has it.',
  ]);
  const sentences = lines.filter((line) => !line.includes('https://'));
  expect(sentences.filter((line) => line.length > 30)).toEqual([]);
});

test('in colour, headings are bold and the diff is green and red', () => {
  const text = explanation(transform, about, { colour: true, width: 0 });
  expect(text).toContain('\u001b[1mWhy\u001b[m\n');
  expect(text).toContain('  \u001b[31m-old: 1\u001b[m\n  \u001b[32m+new: 1\u001b[m\n');
  expect(text).toContain('    \u001b[1;31merror\u001b[m: not rewritten');
});
