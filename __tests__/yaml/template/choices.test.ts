import { splitDocuments } from '../../../src/yaml';
import { choicesOf } from '../../../src/yaml/template/choices';
import { maskTemplate } from '../../../src/yaml/template/mask';

/** What is left of one of a text's documents in each combination of its branches, without the actions. */
function renderings(text: string, index = 0): string[] {
  const template = maskTemplate(text);
  if (!template) throw new Error('there is no action');
  const document = splitDocuments(template.masked)[index];
  if (!document) throw new Error('there is no such document');
  return choicesOf(template, document).map((hidden) => {
    const gone = [...hidden, ...template.actions, { start: 0, end: document.start }];
    const isShown = (_: string, at: number) => !gone.some(({ start, end }) => start <= at && at < end);
    return Array.from(text.slice(0, document.end)).filter(isShown).join('').replace(/\s+/g, ' ').trim();
  });
}

/** Six conditions, each with a number of its own: more combinations than are looked at. */
const six = [1, 2, 3, 4, 5, 6].map((number) => `{{ if c${number} }}${number}{{ end }}`).join('');

describe('the combinations of branches in which a document is looked at', () => {
  test.each<[name: string, text: string, shown: string[]]>([
    ['a block is shown or not', 'a{{ if x }}b{{ end }}c', ['abc', 'ac']],
    ['one of two branches is shown', 'a{{ if x }}b{{ else }}c{{ end }}', ['ab', 'ac']],
    [
      'of branches with conditions, one or none is shown',
      'a{{ if x }}b{{ else if y }}c{{ end }}',
      ['ab', 'ac', 'a'],
    ],
    [
      'of branches with conditions and one without, one is shown',
      'a{{ if x }}b{{ else if y }}c{{ else }}d{{ end }}',
      ['ab', 'ac', 'ad'],
    ],
    ['two conditions are combined', 'a{{ if x }}b{{ end }}{{ if y }}c{{ end }}', ['abc', 'ab', 'ac', 'a']],
    ['the same condition goes the same way', 'a{{ if x }}b{{ end }}{{- if  x -}}c{{ end }}', ['abc', 'a']],
    [
      'the same condition of a branch goes the same way only as a whole',
      'a{{ if x }}b{{ else if y }}c{{ end }}{{ if x }}d{{ else if y }}e{{ end }}',
      ['abd', 'ace', 'a'],
    ],
    [
      'a condition turned round goes the other way',
      'a{{ if x }}b{{ end }}{{ if not x }}c{{ end }}',
      ['ab', 'ac'],
    ],
    [
      'a condition turned round goes the other way, and so does what it has instead',
      'a{{ if not x }}b{{ else }}c{{ end }}{{ if x }}d{{ else }}e{{ end }}',
      ['acd', 'abe'],
    ],
    [
      'a condition in parentheses is turned round',
      'a{{ if and x y }}b{{ end }}{{ if not (and x y) }}c{{ end }}',
      ['ab', 'ac'],
    ],
    [
      'what only starts with not is no condition turned round',
      'a{{ if x }}b{{ end }}{{ if not x | y }}c{{ end }}',
      ['abc', 'ab', 'ac', 'a'],
    ],
    [
      'one of several conditions is not turned round',
      'a{{ if not x }}b{{ else if y }}c{{ end }}{{ if x }}d{{ end }}',
      ['abd', 'ab', 'acd', 'ac', 'ad', 'a'],
    ],
    [
      'parentheses around a condition say nothing',
      'a{{ if (eq x y) }}b{{ end }}{{ if eq x y }}c{{ end }}',
      ['abc', 'a'],
    ],
    ['a loop brings something or nothing', 'a{{ range .x }}b{{ end }}', ['ab', 'a']],
    [
      'what a loop calls its keys and values says nothing',
      'a{{ range $k, $v := .x }}b{{ end }}{{ range $v := .x }}c{{ end }}{{ range .x }}d{{ end }}',
      ['abcd', 'a'],
    ],
    [
      'however a loop is spaced, it is the same loop',
      'a{{ range $key , $value:=  .x }}b{{ end }}{{ range $k,$v := .x }}c{{ end }}{{ range  .x }}d{{ end }}',
      ['abcd', 'a'],
    ],
    [
      'however a branch is spaced, it has the same condition',
      'a{{ if x  y }}b{{ else  if z }}c{{ end }}{{ if x y }}d{{ else if  z }}e{{ end }}',
      ['abd', 'ace', 'a'],
    ],
    [
      'parentheses around a part of a condition say something',
      'a{{ if f (x y) }}b{{ end }}{{ if f x y }}c{{ end }}',
      ['abc', 'ab', 'ac', 'a'],
    ],
    [
      'parentheses around the first part of a condition say something',
      'a{{ if (f x) y }}b{{ end }}{{ if f x y }}c{{ end }}',
      ['abc', 'ab', 'ac', 'a'],
    ],
    [
      'a condition inside another one is the same as outside',
      'a{{ if x }}{{ if y }}b{{ end }}{{ end }}{{ if y }}c{{ end }}',
      ['abc', 'a', 'ac', 'a'],
    ],
    [
      'a condition in a loop that has something instead is not the one outside',
      'a{{ range .x }}{{ if .y }}b{{ end }}{{ else }}d{{ end }}{{ if .y }}c{{ end }}',
      ['abc', 'ab', 'ac', 'a', 'adc', 'ad', 'adc', 'ad'],
    ],
    [
      'a variable with a long name that gets another value may turn the condition',
      '{{ $long:=1 }}a{{ if $long }}b{{ end }}{{ $long  = 2 }}{{ if $long }}c{{ end }}',
      ['abc', 'ab', 'ac', 'a'],
    ],
    [
      'two conditions of one name in different loops go their own ways',
      'a{{ range .x }}{{ if .y }}b{{ end }}{{ end }}{{ range .x }}{{ if .y }}c{{ end }}{{ end }}',
      ['abc', 'ab', 'ac', 'a', 'a', 'a', 'a', 'a'],
    ],
    [
      'two conditions of one name in the same value go the same way',
      'a{{ with .x }}{{ if .y }}b{{ end }}{{ end }}{{ with .x }}{{ if .y }}c{{ end }}{{ end }}',
      ['abc', 'a', 'a', 'a'],
    ],
    [
      'two conditions of one name in different values go their own ways',
      'a{{ with .x }}{{ if .y }}b{{ end }}{{ end }}{{ if .y }}c{{ end }}',
      ['abc', 'ab', 'ac', 'a', 'ac', 'a', 'ac', 'a'],
    ],
    [
      'a variable that gets another value may turn the condition',
      '{{ $x := 1 }}a{{ if $x }}b{{ end }}{{ $x = 2 }}{{ if $x }}c{{ end }}',
      ['abc', 'ab', 'ac', 'a'],
    ],
    [
      'a variable that gets one value does not turn the condition',
      '{{ $x := 1 }}{{ $y := 1 }}{{ $y = 2 }}a{{ if $x }}b{{ end }}{{ if $x }}c{{ end }}',
      ['abc', 'a'],
    ],
    [
      'a variable whose name only starts like another says nothing of it',
      '{{ $x := 1 }}{{ $x = 2 }}a{{ if $xy }}b{{ end }}{{ if $xy }}c{{ end }}',
      ['abc', 'a'],
    ],
    [
      'what another language sets may turn any condition',
      'a{% if x %}b{% endif %}{% set y = 1 %}{% if x %}c{% endif %}',
      ['abc', 'ab', 'ac', 'a'],
    ],
    [
      'without anything set, conditions of another language go the same way',
      'a{% if x %}b{% elif z %}d{% else %}e{% endif %}{% if x %}c{% elif z %}f{% else %}g{% endif %}',
      ['abc', 'adf', 'aeg'],
    ],
    ['a block of blanks makes no difference', 'a{{ if x }} \n {{ end }}b', ['a b']],
    ['a block in another document makes no difference', 'a{{ $x }}\n---\n{{ if x }}b{{ end }}', ['a']],
    [
      'a block that reaches into another document counts where it has something',
      'a\n{{ if x }}\nb\n---\nc{{ end }}',
      ['a b', 'a'],
    ],
    [
      'more combinations than are looked at are varied one at a time',
      six,
      ['123456', '23456', '13456', '12456', '12356', '12346', '12345'],
    ],
    [
      'varied one at a time, a condition turned round still goes the other way',
      `${six}{{ if not c1 }}!{{ end }}`,
      ['123456', '23456!', '13456', '12456', '12356', '12346', '12345'],
    ],
    [
      'varied one at a time, what stands in a block is shown with it',
      `${six}{{ if c1 }}{{ else }}{{ if c7 }}7{{ else }}8{{ end }}{{ end }}`,
      ['123456', '234567', '13456', '12456', '12356', '12346', '12345', '234568'],
    ],
  ])('%s', (_, text, shown) => {
    expect(renderings(text)).toEqual(shown);
  });

  test('a block around the whole document makes no difference', () => {
    expect(renderings('{{ if x }}\na\n---\nb\n---\nc\n{{ end }}', 1)).toEqual(['--- b']);
  });

  test('as many combinations as are looked at are all there', () => {
    const five = six.slice(0, six.indexOf('{{ if c6'));
    expect(new Set(renderings(five)).size).toBe(32);
  });
});
