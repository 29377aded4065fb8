import type { Fix } from 'sarif';
import type { Due } from '../problem';
import { artifactLocation, type Regions } from './place';
import type { Base } from '../base';
import { plainText } from './text';

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
