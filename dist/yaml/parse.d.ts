import { type Range } from './text';
import type { YamlDocument } from './node';
import type { Template } from './template/mask';
/** Why a document could not be parsed, and where. */
export interface ParseProblem {
    readonly message: string;
    readonly offset: number;
    /** What to do about it, where that is not to fix the YAML. */
    readonly help?: string;
}
/**
 * Parses one document of a text.
 *
 * @param range where the document lies, as {@link splitDocuments} gives it
 * @param template the text's template, if it is one: its masked text is parsed
 * @returns the document, or the first thing that is wrong with it. Duplicate keys are no problem here.
 */
export declare function parseDocument(text: string, range: Range, template?: Template): YamlDocument | ParseProblem;
/** Whether the result of {@link parseDocument} is a problem. */
export declare function isParseProblem(result: YamlDocument | ParseProblem): result is ParseProblem;
/** The reason where a document's depth is more than the stack holds. */
export declare const tooDeep = "it is nested too deeply";
/**
 * Cuts a YAML stream into its documents without parsing it. A line that starts with `---` or `...` ends a
 * document wherever it is (YAML 1.2, rule c-forbidden), so a look at line starts is enough.
 *
 * @returns ranges that cover the text without a gap; directives, comments and blank lines before a `---` belong
 *   to the document that it opens.
 */
export declare function splitDocuments(text: string): Range[];
