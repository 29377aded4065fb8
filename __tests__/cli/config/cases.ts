import type { Config } from '../../../src/cli/config/config';

/** A configuration that is followed. */
export interface GoodCase {
  readonly title: string;
  readonly text: string;
  readonly config: Config;
}

/** A configuration that is refused. */
export interface BadCase {
  readonly title: string;
  readonly text: string;
  /** `line:column: message` of each problem. */
  readonly problems: readonly string[];
  /** Why the schema, which sees values and not how they are written, cannot refuse it too. */
  readonly schemaTakesItSince?: string;
}

const allKeys = 'only, skip, exclude, markdown, strict, from, to, targetVersion, pinDefaults, modernize';
const onValues = 'it is about how the file is written';

export const goodCases: readonly GoodCase[] = [
  { title: 'an empty file', text: '', config: {} },
  { title: 'a byte order mark alone', text: '\uFEFF', config: {} },
  { title: 'comments alone', text: '# nothing yet\n', config: {} },
  { title: 'a document of nothing', text: '---\nnull\n...\n', config: {} },
  { title: 'an empty mapping', text: '{}\n', config: {} },
  {
    title: 'every key',
    text: [
      '# yaml-language-server: $schema=schemas/config.schema.json',
      'only: [inference-pool, "backend-tls-policy"]',
      'skip:',
      "  - 'seccomp-profile'",
      'exclude:',
      '  - /vendor',
      '  - "**/*.golden.yaml"',
      'markdown: true',
      'strict: false',
      'targetVersion: 1.28.2',
      '',
    ].join('\n'),
    config: {
      only: ['inference-pool', 'backend-tls-policy'],
      skip: ['seccomp-profile'],
      exclude: ['/vendor', '**/*.golden.yaml'],
      markdown: true,
      strict: false,
      targetVersion: { major: 1, minor: 28, patch: 2 },
    },
  },
  {
    title: 'a byte order mark, Windows line ends and no final line break',
    text: '\uFEFF---\r\nstrict: true\r\nskip: []',
    config: { strict: true, skip: [] },
  },
  { title: 'JSON', text: '{"strict": true}', config: { strict: true } },
  { title: 'an empty document behind', text: 'strict: true\n---\n', config: { strict: true } },
  {
    title: 'a pattern that takes back',
    text: 'exclude: ["*.yaml", "!a.yaml"]',
    config: { exclude: ['*.yaml', '!a.yaml'] },
  },
  { title: 'an escaped sign', text: "exclude: ['\\#a', 'b\\\\']", config: { exclude: ['\\#a', 'b\\\\'] } },
  ...[
    ['1.28', 28, undefined],
    ['"1.28"', 28, undefined],
    ['1.30', 30, undefined],
    ['v1.28.1', 28, 1],
  ].map(([text, minor, patch]) => ({
    title: `the version ${String(text)}`,
    text: `targetVersion: ${String(text)}\n`,
    config: { targetVersion: { major: 1, minor: Number(minor), patch: patch as number | undefined } },
  })),
];

export const badCases: readonly BadCase[] = [
  {
    title: 'a key with a letter wrong',
    text: '# mine\nonyl: [inference-pool]\n',
    problems: ['2:1: unknown key "onyl"; did you mean "only"?'],
  },
  {
    title: 'a key spelled like its flag',
    text: 'target-version: 1.28\n',
    problems: ['1:1: unknown key "target-version"; did you mean "targetVersion"?'],
  },
  {
    title: 'a key that is like no other',
    text: 'transforms: {}\n',
    problems: [`1:1: unknown key "transforms"; available: ${allKeys}`],
  },
  ...['__proto__', 'constructor', 'toString', '<<'].map((key) => ({
    title: `the key ${key}`,
    text: `${key}: {strict: true}\n`,
    problems: [`1:1: unknown key "${key}"; available: ${allKeys}`],
  })),
  {
    title: 'a key that is a list',
    text: '[only]: true\n',
    problems: [`1:1: this is not a key of a configuration; available: ${allKeys}`],
  },
  {
    title: 'a key that stands twice',
    text: 'strict: true\nskip: []\n"strict": false\n',
    problems: ['3:1: duplicate key "strict"'],
    schemaTakesItSince: onValues,
  },
  {
    title: 'several problems',
    text: 'strict: yes\nmarkdwn: true\nskip: [seccomp]\n',
    problems: [
      '1:9: "strict" must be true or false, not the string "yes"; write one of them',
      '2:1: unknown key "markdwn"; did you mean "markdown"?',
      `3:8: unknown transform "seccomp"; did you mean "seccomp-profile"?`,
    ],
  },
  {
    title: 'a transform with a letter wrong',
    text: 'only:\n  - inferencepool\n',
    problems: ['2:5: unknown transform "inferencepool"; did you mean "inference-pool"?'],
  },
  {
    title: 'an only that is empty',
    text: 'only: []\n',
    problems: ['1:7: "only" must be a list of transform ids or kinds, but is empty; add some or remove it'],
  },
  {
    title: 'one id that is in no list',
    text: 'only: inference-pool\n',
    problems: [
      '1:7: "only" must be a list of transform ids or kinds, not the string "inference-pool"; write "only: [...]"',
    ],
  },
  {
    title: 'a list without a value',
    text: 'strict: true\nskip:\n',
    problems: ['2:1: "skip" must be a list of transform ids or kinds, not nothing; write "skip: [...]"'],
  },
  {
    title: 'a mapping for a list',
    text: 'exclude: {a: b}\n',
    problems: ['1:10: "exclude" must be a list of globs, not a mapping; write "exclude: [...]"'],
  },
  {
    title: 'a glob that is a number',
    text: 'exclude: [1.28]\n',
    problems: ['1:11: a glob must be a string, not the number 1.28; put it in quotes'],
  },
  {
    title: 'a list in a list',
    text: 'skip: [[seccomp-profile]]\n',
    problems: ['1:8: a transform id must be a string, not a list; put it in quotes'],
  },
  {
    title: 'a glob that is empty',
    text: 'exclude: [""]\n',
    problems: ['1:11: "" matches nothing: it names no file or folder; write one or remove it'],
  },
  {
    title: 'a glob of a slash',
    text: 'exclude: ["!/"]\n',
    problems: ['1:11: "!/" matches nothing: it names no file or folder; write one or remove it'],
  },
  {
    title: 'a glob that looks like a comment',
    text: 'exclude: ["#a"]\n',
    problems: ['1:11: "#a" matches nothing: it is a comment; write "\\#" for a name that starts so'],
  },
  {
    title: 'globs in one text',
    text: 'exclude:\n  - |-\n    a\n    b\n',
    problems: ['2:5: "a\nb" matches nothing: it has several lines; make each an item of the list'],
  },
  {
    title: 'a glob that ends with a backslash',
    text: "exclude: ['a\\']\n",
    problems: ['1:11: "a\\" matches nothing: nothing follows its backslash; remove it'],
  },
  {
    title: 'a truth value in quotes',
    text: 'markdown: "true"\n',
    problems: ['1:11: "markdown" must be true or false, not the string "true"; write one of them'],
  },
  {
    title: 'a version that is none',
    text: 'targetVersion: newest\n',
    problems: ['1:16: "newest" is not a version; write one such as 1.28 or 1.28.2'],
  },
  {
    title: 'a version of one number',
    text: 'targetVersion: 128\n',
    problems: ['1:16: "128" is not a version; write one such as 1.28 or 1.28.2'],
    schemaTakesItSince: 'to it, 2.0 and 2 are the same number',
  },
  {
    title: 'a version below nothing',
    text: 'targetVersion: -1.28\n',
    problems: ['1:16: "-1.28" is not a version; write one such as 1.28 or 1.28.2'],
  },
  {
    title: 'a version that is a list',
    text: 'targetVersion: [1.28]\n',
    problems: ['1:16: "targetVersion" must be a version, not a list; write one such as 1.28 or 1.28.2'],
  },
  {
    title: 'a list at the root',
    text: '- strict\n',
    problems: ['1:1: a configuration must be a mapping; write keys, such as "strict: true"'],
  },
  {
    title: 'a text at the root',
    text: 'strict\n',
    problems: ['1:1: a configuration must be a mapping; write keys, such as "strict: true"'],
  },
  {
    title: 'a second document',
    text: 'strict: true\n---\nmarkdown: true\n',
    problems: ['3:1: a second document starts here; put all keys into one document'],
    schemaTakesItSince: 'it is held against one document',
  },
  {
    title: 'an alias',
    text: 'only: &all [inference-pool]\nskip: *all\n',
    problems: [
      '1:7: anchors and tags are not allowed here; write only the value',
      '2:7: aliases are not allowed here; write the value out',
    ],
    schemaTakesItSince: onValues,
  },
  {
    title: 'an alias bomb',
    text: [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((name, index) => {
        const last = 'abcdefgh'[index] ?? '';
        return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${last}`).join(', ')}]`;
      }),
      'exclude: *i',
    ].join('\n'),
    problems: [
      ...'abcdefghi'
        .split('')
        .map((name, index) => `${index + 1}:1: unknown key "${name}"; available: ${allKeys}`),
      '10:10: aliases are not allowed here; write the value out',
    ],
    schemaTakesItSince: 'nobody would expand it',
  },
  {
    title: 'a tag',
    text: 'targetVersion: !!str 1.28\n',
    problems: ['1:16: anchors and tags are not allowed here; write only the value'],
    schemaTakesItSince: onValues,
  },
  {
    title: 'a tag before everything',
    text: '--- !include\nstrict: true\n',
    problems: ['1:5: anchors and tags are not allowed here; remove it'],
    schemaTakesItSince: onValues,
  },
  {
    title: 'what is no YAML',
    text: 'strict: true\nskip: [seccomp-profile\n',
    problems: [
      '3:1: invalid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    schemaTakesItSince: 'there is no value to look at',
  },
];
