import { open, type Opened } from './open';
import type { Hit } from './scan';

/** How many characters of manifests stay open at most. Parsed, they take a hundred times as many bytes. */
const keptAtMost = 512 * 1024;

/** Opens manifests, and keeps some of them open: what the survey parses need not be parsed again to be migrated. */
export class Manifests {
  private readonly kept = new Map<string, Opened>();
  private characters = 0;
  /** Of those that are too long to be kept, the last stays open until another one that may be due is opened. */
  private long: { readonly absolute: string; readonly opened: Opened } | undefined;

  /**
   * @param areToBeWritten whether what is opened may be written
   * @param mayBeDue whether a file is likely to be opened again, to be migrated
   */
  constructor(
    private readonly areToBeWritten: boolean,
    private readonly mayBeDue: (hit: Hit) => boolean,
  ) {}

  open(hit: Hit): Opened {
    const known = this.known(hit);
    if (known) return known;
    if (!this.mayBeDue(hit)) return this.read(hit);
    this.long = undefined;
    const opened = this.read(hit);
    const length = lengthOf(opened);
    if (this.characters + length <= keptAtMost) {
      this.kept.set(hit.absolute, opened);
      this.characters += length;
    } else {
      this.long = { absolute: hit.absolute, opened };
    }
    return opened;
  }

  /** Opens a manifest for the last time. */
  take(hit: Hit): Opened {
    const known = this.known(hit);
    if (!known) this.long = undefined;
    const opened = known ?? this.read(hit);
    if (this.kept.delete(hit.absolute)) this.characters -= lengthOf(opened);
    if (this.long?.opened === opened) this.long = undefined;
    return opened;
  }

  private known({ absolute }: Hit): Opened | undefined {
    return this.kept.get(absolute) ?? (this.long?.absolute === absolute ? this.long.opened : undefined);
  }

  private read({ absolute, path }: Hit): Opened {
    return open(absolute, path, this.areToBeWritten);
  }
}

function lengthOf(opened: Opened): number {
  return opened.kind === 'open' ? opened.manifest.text.length : 0;
}
