import { open, type Opened } from './open';
import type { Hit } from './scan';

/** How many characters of manifests stay open at most. Parsed, they take a hundred times as many bytes. */
const keptAtMost = 256 * 1024;

/** Opens manifests, and keeps some of them open: what the survey parses need not be parsed again to be migrated. */
export class Manifests {
  private readonly kept = new Map<string, Opened>();
  private characters = 0;

  /** @param mayBeDue whether a file is likely to be opened again, to be migrated */
  constructor(private readonly mayBeDue: (hit: Hit) => boolean) {}

  open(hit: Hit): Opened {
    const known = this.kept.get(hit.absolute);
    if (known) return known;
    const opened = open(hit.absolute, hit.path);
    const length = lengthOf(opened);
    if (this.mayBeDue(hit) && this.characters + length <= keptAtMost) {
      this.kept.set(hit.absolute, opened);
      this.characters += length;
    }
    return opened;
  }

  /** Opens a manifest for the last time. */
  take(hit: Hit): Opened {
    const opened = this.kept.get(hit.absolute);
    if (!opened) return open(hit.absolute, hit.path);
    this.kept.delete(hit.absolute);
    this.characters -= lengthOf(opened);
    return opened;
  }
}

function lengthOf(opened: Opened): number {
  return opened.kind === 'open' ? opened.manifest.text.length : 0;
}
