import fc from 'fast-check';
import { parseAllDocuments, stringify, type ToStringOptions } from 'yaml';
import type { Data } from './data';

/** How a file is written. */
export interface Style {
  readonly json: number | string | undefined;
  readonly options: ToStringOptions;
  readonly windows: boolean;
  readonly finalLineBreak: boolean;
  readonly byteOrderMark: boolean;
  /** One comment before every n-th line of block style; 0 for none. */
  readonly commentEvery: number;
}

const quoting = fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const);
const common = { windows: fc.boolean(), finalLineBreak: fc.boolean(), byteOrderMark: fc.boolean() };

export const yamlStyle: fc.Arbitrary<Style> = fc.record({
  ...common,
  json: fc.constant(undefined),
  options: fc.record({
    indent: fc.constantFrom(2, 2, 3, 4, 8),
    indentSeq: fc.boolean(),
    collectionStyle: fc.constantFrom('any' as const, 'any' as const, 'flow' as const),
    defaultStringType: quoting,
    defaultKeyType: quoting,
    flowCollectionPadding: fc.boolean(),
    lineWidth: fc.constantFrom(0, 40),
    simpleKeys: fc.constant(true),
  }),
  commentEvery: fc.constantFrom(0, 1, 2, 3, 5),
});

/**
 * The same, but with no name broken across lines: only a program would write it so, and no search for trigger words
 * would find it.
 */
export const unbrokenStyle: fc.Arbitrary<Style> = yamlStyle.map((style) => ({
  ...style,
  options: { ...style.options, lineWidth: 0 },
}));

export const jsonStyle: fc.Arbitrary<Style> = fc.record({
  ...common,
  json: fc.constantFrom<number | string>(0, 2, 4, '\t'),
  options: fc.constant({}),
  commentEvery: fc.constant(0),
});

/** Writes documents to a file. */
export function print(documents: readonly Data[], style: Style): string {
  const { json, options, commentEvery, windows, finalLineBreak, byteOrderMark } = style;
  const texts = documents.map((data) => {
    if (json !== undefined) return `${JSON.stringify(data, null, json)}\n`;
    const text = stringify(data, { aliasDuplicateObjects: false, ...options });
    return options.collectionStyle === 'flow' || commentEvery === 0 ? text : withComments(text, commentEvery);
  });
  let text = texts.join('---\n');
  if (windows) text = text.replaceAll('\n', '\r\n');
  if (!finalLineBreak) text = text.trimEnd();
  return byteOrderMark ? `\uFEFF${text}` : text;
}

function withComments(text: string, every: number): string {
  // A line that goes on with a text of several lines holds no key and no dash.
  return text.replace(/^( *)(?=(?:- |["'\w./-]+:(?: |$)))/gm, (indent, _, offset: number) => {
    const line = text.slice(0, offset).split('\n').length;
    return line % every === 0 ? `${indent}# about line ${line}\n${indent}` : indent;
  });
}

/** Reads a file back; JSON with JSON's own reader. */
export function read(text: string, { json }: Style): Data[] {
  if (json !== undefined) return [JSON.parse(text.replace('\uFEFF', '')) as Data];
  return parseAllDocuments(text.replace('\uFEFF', '')).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS() as Data;
  });
}
