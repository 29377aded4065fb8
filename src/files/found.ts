import { byBytes } from './path';

/** The files that a command is about. */
export interface Discovery {
  /** Absolute paths without links in them, sorted by their bytes, each once. */
  readonly files: string[];
  /** Other files of the searched folders that may hold text; none unless they were asked for. */
  readonly texts: string[];
  /** Temporary files of writes, by their names: those of runs that were killed, or that go on at the same time. */
  readonly temporary: string[];
  /** Paths and globs that were asked for and are left out, as they were given. */
  readonly skipped: { readonly path: string; readonly reason: string }[];
  /** What could not be searched: a path or glob as it was given, or the absolute path of a folder in one. */
  readonly faults: { readonly path: string; readonly message: string }[];
}

/** Gathers a discovery; what is told twice counts once. */
export class Found {
  private readonly files = new Set<string>();
  private readonly texts = new Set<string>();
  private readonly temporaries = new Set<string>();
  private readonly reasons = new Map<string, string>();
  private readonly messages = new Map<string, string>();

  file(path: string): void {
    this.files.add(path);
  }

  text(path: string): void {
    this.texts.add(path);
  }

  temporary(path: string): void {
    this.temporaries.add(path);
  }

  skipped(given: string, reason: string): void {
    this.reasons.set(given, reason);
  }

  fault(path: string, message: string): void {
    this.messages.set(path, message);
  }

  discovery(): Discovery {
    return {
      files: [...this.files].sort(byBytes),
      texts: [...this.texts].filter((path) => !this.files.has(path)).sort(byBytes),
      temporary: [...this.temporaries].sort(byBytes),
      skipped: sorted(this.reasons).map(([path, reason]) => ({ path, reason })),
      faults: sorted(this.messages).map(([path, message]) => ({ path, message })),
    };
  }
}

function sorted(entries: ReadonlyMap<string, string>): [string, string][] {
  return [...entries].sort(([one], [other]) => byBytes(one, other));
}
