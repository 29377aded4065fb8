import { recogniseDocument } from '../kubernetes/document';
import { isParseProblem, parseDocument, splitDocuments } from '../yaml';
import { type CalledVersion, lineAt } from './pins/called-versions';
import { pinsIn } from './pins/document-pins';
import { textGiven } from './scripts/written-files';

/** The versions that manifests pin which a script, or a task of a playbook, gives to a command: `kubectl apply -f - <<EOF`. */
export function pinsGiven(path: string, text: string): CalledVersion[] {
  return Array.from(text.matchAll(/<<-?[ \t]*["']?\w/g)).flatMap(({ index }) => {
    const given = textGiven(text, index) ?? '';
    if (!/^[ \t]*kind:/m.test(given)) return [];
    return pinsOf(path, withoutIndent(given)).map((pin) => ({
      ...pin,
      line: lineAt(text, index) + pin.line,
    }));
  });
}

/** In a task of a playbook all lines are indented, so that a separator of documents would be none. */
function withoutIndent(text: string): string {
  const [indent = ''] = /^[ \t]*/.exec(text) ?? [];
  return text
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n');
}

function pinsOf(path: string, given: string): CalledVersion[] {
  return splitDocuments(given).flatMap((range) => {
    const parsed = parseDocument(given, range);
    if (isParseProblem(parsed)) return [];
    return pinsIn(recogniseDocument(path, parsed)).map(({ node, text, what }) => ({
      what,
      text,
      line: lineAt(given, node.range.start),
    }));
  });
}
