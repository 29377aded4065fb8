import {
  Declined,
  Editor,
  type EmbeddedText,
  isParseProblem,
  maskTemplate,
  templateOf,
  parseDocument,
  type ParseProblem,
  type Range,
  rewriteDocument,
  type Scalar,
  type Template,
  splitDocuments,
  viewEmbeddedText,
} from '../yaml';
import { type ManifestDocument, recogniseDocument } from './document';
import type { TextValues } from '../install/texts';
import { inlinePatchesOf, pathOfPatch } from '../kustomize/patches';
import { ignoresIn, LeftAlone } from '../suppress/ignore';
import { factPlaceOf, outermostOffset, startOf } from './object';
import type { Context, ContextIgnores, Note, Report } from '../transform';

/** A document in the text that a scalar holds, and a context that carries what is asked and told out to the file. */
export interface EmbeddedDocument {
  readonly document: ManifestDocument;
  readonly context: Context;
}

/** The documents in the text that a scalar holds. */
export interface ReadText extends EmbeddedText {
  readonly documents: readonly ManifestDocument[];
  /** What is wrong with the others, and where these lie. */
  readonly problems: readonly (ParseProblem & { readonly range: Range })[];
}

/**
 * Reads the text of a scalar as YAML. Offsets of problems count in the document that holds it.
 *
 * @param values what is known of the text if a chart takes it for values
 * @returns undefined where the scalar holds no text
 */
export function readText(host: ManifestDocument, scalar: Scalar, values?: TextValues): ReadText | undefined {
  const known = results.get(host) ?? new Map<number, Result>();
  results.set(host, known);
  const last = known.get(startOf(scalar));
  if (last && last.values === values) return last.read;
  const read = readAnew(host, scalar, values);
  known.set(startOf(scalar), { values, read });
  return read;
}

interface Result {
  readonly values: TextValues | undefined;
  readonly read: ReadText | undefined;
}

/** Each survey looks into the texts of a document, and so does the migration; a text can be long. */
const results = new WeakMap<ManifestDocument, Map<number, Result>>();

function readAnew(
  host: ManifestDocument,
  scalar: Scalar,
  values: TextValues | undefined,
): ReadText | undefined {
  const view = viewEmbeddedText(host, scalar);
  if (!view) return undefined;
  const toOuter = (offset: number) => view.toOuter(offset);
  const { text } = view;
  const template = host.template && maskTemplate(text, countingIn(host.template, scalar, view.margin));
  const documents: ManifestDocument[] = [];
  const problems: ReadText['problems'][number][] = [];
  const ranges = splitDocuments(template?.masked ?? text);
  const parts = ranges.map((range) => ({
    range,
    parsed: parseDocument(text, range, template && templateOf(template, range)),
  }));
  const { ignoreUses } = host;
  const patch = inlinePatchesOf(host).get(startOf(scalar));
  const path = patch ? pathOfPatch(host.path, patch) : `${host.path}#text`;
  const usesOf = (offset: number) => ignoreUses.of(outermostOffset(host, toOuter(offset)));
  const ignores = parts.flatMap(({ range, parsed }) =>
    ignoresIn(isParseProblem(parsed) ? { text, range, root: undefined, template } : parsed, usesOf),
  );
  for (const { range, parsed } of parts) {
    if (isParseProblem(parsed)) problems.push({ ...parsed, offset: toOuter(parsed.offset), range });
    else {
      // No file is called so: what is known of the file as a whole does not hold for the text. Helm reads the first document of a text of values, and no other.
      const own = documents.length === 0 ? values : values && { ...values, slots: [] };
      const place = { document: host, toOuter, values: own, patch };
      documents.push(recogniseDocument(path, parsed, { host: place, ignores, ignoreUses }));
    }
  }
  return { text, margin: view.margin, toOuter, documents, problems };
}

/** From where actions count in a text: from the margin of the file, or from its own where it is rendered by itself. */
function countingIn({ alone, margin, isWhole }: Template, { content }: Scalar, own: number) {
  const isAlone = alone.some(({ start }) => content.start < start && start <= content.end);
  return { margin: isAlone ? 0 : margin + own, isWhole };
}

/** Reads the text of a scalar for a transform that knows what it means. Offsets of a problem count in the file. */
export function readEmbedded(
  host: ManifestDocument,
  scalar: Scalar,
  context: Context,
): EmbeddedDocument[] | ParseProblem {
  const read = readText(host, scalar);
  if (!read) return [];
  const [problem] = read.problems;
  if (problem) return problem;
  const spot = (offset: number) => ({ kind: 'spot', offset: read.toOuter(offset) }) as const;
  const outward =
    (report: Report, ignores: ContextIgnores): Report =>
    (note: Note) => {
      if (!ignores.over(note.at)) report({ ...note, at: spot(startOf(note.at)) });
    };
  const contextFor = (document: ManifestDocument, ignores: ContextIgnores): EmbeddedDocument => ({
    document,
    context: {
      ...context,
      ignores,
      isRead: () => false,
      locate: (place) => factPlaceOf(document, place),
      report: outward(context.report, ignores),
      keep({ alias, content }) {
        const { start, end } = alias ?? content;
        context.keep({ alias: undefined, content: { start: read.toOuter(start), end: read.toOuter(end) } });
      },
      rewrite(place, summary, ask, more) {
        if (ignores.over(place)) return;
        const askOutside: typeof ask = (edit, report) => {
          const inner = new Editor();
          try {
            ask(inner, outward(report, ignores));
            if (inner.changes.some(ignores.against)) throw new LeftAlone();
            if (inner.changes.length > 0)
              edit.rewriteText(scalar, rewriteDocument(document, inner.changes).edits);
          } catch (error) {
            if (!(error instanceof Declined) || error.offset === undefined) throw error;
            throw new Declined(error.message, read.toOuter(error.offset), error.help);
          }
        };
        context.rewrite(spot(startOf(place)), summary, askOutside, more);
      },
    },
  });
  return read.documents.map((document) => contextFor(document, context.ignores.in(document)));
}
