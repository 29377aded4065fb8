import { isParseProblem, parseDocument, splitDocuments, unlessDeclined } from '../yaml';
import { recogniseDocument } from '../kubernetes/document';
import { fileNameOf, folderOf } from '../kubernetes/path';
import { describeKustomization, type Kustomization } from './kustomization';
import { isKustomizationFile } from './path';
import { readKustomizations } from './read';

/**
 * A kustomization that lists resources and patches none of them. Most of a tree are like this, and most lead to nothing
 * that matters, so each is read when it is asked for.
 */
export interface Listing {
  readonly path: string;
  readonly text: string;
}

// An escape may stand for any letter, and an action of a template for any key.
const mayDoMore =
  /patches|omponent|configurations|replacements|transformers|crds|openapi|kustomize\.toolkit|\\|\{\{/;

/** Whether a file can be no more than a {@link Listing}, by its text alone. */
export function isListing(path: string, text: string): boolean {
  return isKustomizationFile(path) && !mayDoMore.test(text);
}

/** The listings of a tree. */
export class Listings {
  private readonly byFolder = new Map<string, Listing>();
  private readonly byName = new Map<string, Listing[]>();
  private readonly described = new Map<Listing, readonly Kustomization[]>();

  /** @param asked the files of which it may be asked who names them */
  constructor(all: readonly Listing[], asked: readonly string[]) {
    const names = new Set(asked.map(lastWordOf));
    for (const listing of all) {
      const folder = folderOf(listing.path);
      if (!this.byFolder.has(folder)) this.byFolder.set(folder, listing);
      for (const word of new Set(wordsOf(listing.text))) {
        if (!names.has(word)) continue;
        const named = this.byName.get(word);
        if (named) named.push(listing);
        else this.byName.set(word, [listing]);
      }
    }
  }

  /** The kustomization in a folder. */
  in(folder: string): Kustomization | undefined {
    const listing = this.byFolder.get(folder);
    return listing && this.read(listing)[0];
  }

  /** Whether one of them names a file as a resource. */
  name(path: string): boolean {
    const candidates = this.byName.get(lastWordOf(path)) ?? [];
    return candidates.some((listing) => this.read(listing).some(({ resources }) => resources.includes(path)));
  }

  private read(listing: Listing): readonly Kustomization[] {
    const known = this.described.get(listing);
    if (known) return known;
    const described = describe(listing);
    this.described.set(listing, described);
    return described;
  }
}

function describe({ path, text }: Listing): Kustomization[] {
  return splitDocuments(text).flatMap((range) => {
    const parsed = parseDocument(text, range);
    if (isParseProblem(parsed)) return [];
    const document = recogniseDocument(path, parsed);
    // A key that stands twice says nothing.
    return (
      unlessDeclined(() =>
        readKustomizations(document).map((node) => describeKustomization(document, node)),
      ) ?? []
    );
  });
}

/** Of a path, what any text that names it has as a word. */
function lastWordOf(path: string): string {
  return wordsOf(fileNameOf(path)).at(-1) ?? '';
}

function wordsOf(text: string): string[] {
  return text.match(/[^\s"'/,[\]{}]+/g) ?? [];
}
