import { maskTemplate } from '../../../src/yaml';
import { keepsActions } from '../../../src/yaml/template/kept';

/** Whether a text is taken for a rewrite of another, of which the one stretch between brackets was removed. */
function isKept(marked: string, rewritten: string): boolean {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const text = marked.replace(/[[\]]/g, '');
  const edits = start === -1 ? [{ start: 0, end: 0, text: 'x' }] : [{ start, end, text: '' }];
  const document = { text, range: { start: 0, end: text.length }, template: maskTemplate(text) };
  return keepsActions(document, edits, rewritten, maskTemplate(rewritten));
}

describe('a rewrite is given up if an action of the template is lost on the way', () => {
  test.each<[name: string, marked: string, rewritten: string, expected: boolean]>([
    ['all are there', '{{ .a }} {{ .b }}', 'x {{ .a }} {{ .b }}', true],
    ['all are there, indented further', '{{ .a | nindent 2 }}', 'x {{ .a | nindent 4 }}', true],
    ['one is lost', '{{ .a }} {{ .b }}', 'x {{ .a }}', false],
    ['the last one comes twice', '{{ .a }} {{ .b }}', '{{ .a }} {{ .b }} {{ .b }}', false],
    ['one comes from nowhere', 'a', '{{ .a }}', false],
    ['one became another', '{{ .a }} {{ .b }}', '{{ .a }} {{ .c }}', false],
    ['they changed places', '{{ .a }} {{ .b }}', '{{ .b }} {{ .a }}', false],
    ['one went with its text', '{{ .a }}[{{ .b }}]', '{{ .a }}', true],
    ['one was to go and is still there', '{{ .a }}[{{ .b }}]', '{{ .a }}{{ .b }}', false],
    ['one went beside the text that was to go', '{{ .a }}[b]{{ .c }}', '{{ .c }}', false],
    ['a block went as a whole', '{{ .a }}[{{ if .b }}c{{ end }}]', '{{ .a }}', true],
    ['a block lost its start', '[{{ if .b }}c]{{ end }}', '{{ end }}', false],
    ['a block lost its end', '{{ if .b }}[c{{ end }}]', '{{ if .b }}', false],
    ['a block lost what it held', '{{ if .b }}[{{ .c }}]{{ end }}', '{{ if .b }}{{ end }}', true],
  ])('%s', (_, marked, rewritten, expected) => {
    expect(isKept(marked, rewritten)).toBe(expected);
  });
});
