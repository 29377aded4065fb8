import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Region, Fix } from 'sarif';
import { LineIndex, type Range } from '../../yaml';
import { type Base, fromRoot } from '../base';
import type { Due } from '../problem';
import { plainText } from './rules';

/** The name that SARIF's consumers know for the root of a repository. */
export const rootName = '%SRCROOT%';

/** A file as a URI relative to the root; a file outside has one that starts with `file:`. */
export function artifactLocation(path: string, base: Base): ArtifactLocation {
  const shown = fromRoot(path, base);
  if (isAbsolute(shown)) return { uri: pathToFileURL(shown).href };
  return { uri: shown.split('/').map(encode).join('/'), uriBaseId: rootName };
}

/** Half of a surrogate pair has no bytes, so it cannot be encoded; it becomes the mark for what is unknown. */
function encode(segment: string): string {
  return encodeURIComponent(Buffer.from(segment, 'utf8').toString('utf8'));
}

/**
 * Finds regions in a text, in lines and in columns of UTF-16 code units.
 *
 * Source: SARIF 2.1.0, section 3.30.2. A byte order mark does not count. Column 1 of a line that does not exist, behind
 * the last line break, is a column of the line before instead, in which the line break counts.
 */
export class Regions {
  private readonly lines: LineIndex;

  constructor(private readonly text: string) {
    this.lines = new LineIndex(text);
  }

  of({ start, end }: Range): Region {
    const from = this.at(start);
    const to = this.at(end);
    return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  }

  private at(offset: number): { readonly line: number; readonly column: number } {
    const { text, lines } = this;
    if (offset < text.length || offset === 0 || !text.endsWith('\n')) return lines.at(offset);
    const { line, column } = lines.at(offset - 1);
    return { line, column: column + 1 };
  }
}

/**
 * The edits of a rewrite as replacements. The fixes of a file, made together, give the migrated file byte for byte:
 * none of their regions overlap, and each counts in the file as it is.
 */
export function fixOf({ file, fix }: Due, regions: Regions, base: Base): Fix {
  return {
    description: { text: plainText(fix.rewrites.map(({ summary }) => summary).join('\n')) },
    artifactChanges: [
      {
        artifactLocation: artifactLocation(file.path, base),
        replacements: fix.edits.map(({ text, ...range }) => ({
          deletedRegion: regions.of(range),
          ...(text === '' ? {} : { insertedContent: { text } }),
        })),
      },
    ],
  };
}
