import { isDefinition } from '../../src/kubernetes/document';

describe('a CustomResourceDefinition', () => {
  test.each([
    ['by its kind', 'kind: CustomResourceDefinition\nspec: {}\n', true],
    ['at the end of a text', 'kind: CustomResourceDefinition', true],
    [
      'in quotes, with a comment and Windows line ends',
      'kind: "CustomResourceDefinition" # x\r\na: 1\r\n',
      true,
    ],
    ['above a comment', 'kind: CustomResourceDefinition\n  # its spec\nspec: {}\n', true],
    ['not a list of them', 'kind: CustomResourceDefinitionList\n', false],
    ['not what holds one', 'item:\n  kind: CustomResourceDefinition\n', false],
    ['not with words of a template behind it', 'kind: CustomResourceDefinition {{ .x }}\n', false],
    ['not with more of the text on the next line', 'kind: CustomResourceDefinition\n  - pools\n', false],
  ])('is known %s', (_, text, expected) => {
    expect(isDefinition(text, { start: 0, end: text.length })).toBe(expected);
  });
});
