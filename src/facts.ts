import type { WholeProblem } from './finding';
import type { UpgradeRange, Version } from './version';
import { Declined } from './yaml';

/** A kind of fact that transforms collect over the whole tree; `T` is what one such fact says, as plain data. */
export interface FactKind<T> {
  readonly name: string;
  /** Only for the type checker; never set. */
  readonly type?: T;
}

/** Where something is, as plain data that outlives its document: a fact of the tree. Counted from 1. */
export interface FactPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** The version that an upgrade ends at. */
export const upgradeTarget: FactKind<Version> = { name: 'upgrade-target' };

/** The upgrade as a whole, once it is known where it starts. */
export const upgradeRange: FactKind<UpgradeRange> = { name: 'upgrade-range' };

/** A file that the run may rewrite; facts come from others as well. */
export const givenFile: FactKind<string> = { name: 'given-file' };

/** The paths of the files that the run may rewrite. */
export function givenFiles(facts: Facts): ReadonlySet<string> {
  return facts.derived(readGiven);
}

const readGiven = (facts: Facts): ReadonlySet<string> => new Set(facts.all(givenFile));

/** A file that the user excludes, which is read for parts of what moves together. */
export const excludedFile: FactKind<string> = { name: 'excluded-file' };

/** The paths of those files. */
export function excludedFiles(facts: Facts): ReadonlySet<string> {
  return facts.derived(readExcluded);
}

const readExcluded = (facts: Facts): ReadonlySet<string> => new Set(facts.all(excludedFile));

/** What was asked for is not done, since not all files were given that must change together. */
export class NotAllGiven extends Declined {
  /** @param whole how a run that is given all of them reports it */
  constructor(
    message: string,
    readonly whole: WholeProblem,
    offset?: number,
    help?: string,
  ) {
    super(message, offset, help);
  }
}

/** The working directory as the root of its repository names it, where it is another folder. */
export const folderInRepository: FactKind<string> = { name: 'folder-in-repository' };

/** What was learned from the whole tree before anything is migrated. */
export class Facts {
  private readonly found = new Map<string, unknown[]>();
  private readonly known = new Set<string>();
  private readonly worked = new Map<unknown, Map<unknown, unknown>>();
  private keptBack: (() => void)[] | undefined;

  /** Adds a fact; one that several transforms find is kept once. */
  add<T>(kind: FactKind<T>, fact: T): void {
    const add = this.adding(kind, fact);
    if (this.keptBack) this.keptBack.push(add);
    else add();
  }

  /**
   * How a fact is added later. Of a text that is read, nothing but its facts stays: a string that was cut from one would
   * keep all of it in memory, so they are copies.
   */
  adding<T>(kind: FactKind<T>, fact: T): () => void {
    const key = JSON.stringify([kind.name, fact]);
    if (this.known.has(key)) return () => undefined;
    const own = structuredClone(fact);
    return () => {
      if (this.known.has(key)) return;
      this.known.add(key);
      this.worked.clear();
      const facts = this.found.get(kind.name);
      if (facts) facts.push(own);
      else this.found.set(kind.name, [own]);
    };
  }

  /** Does some work, and adds the facts that it finds once it is done: until then it sees those from before. */
  keepBack(work: () => void): void {
    const found: (() => void)[] = [];
    this.keptBack = found;
    try {
      work();
    } finally {
      this.keptBack = undefined;
    }
    for (const add of found) add();
  }

  /** All facts of a kind, in the order of the files. */
  all<T>(kind: FactKind<T>): readonly T[] {
    return (this.found.get(kind.name) ?? []) as readonly T[];
  }

  /** What is worked out from the facts: made once, for as long as no fact is added. */
  derived<T>(make: (facts: Facts) => T): T {
    return this.derivedFor(this, make);
  }

  /** The same for one of several things, such as a kind of object, or a path. */
  derivedFor<K extends object | string, T>(of: K, make: (facts: Facts, of: K) => T): T {
    const known = this.worked.get(make) ?? new Map<unknown, unknown>();
    this.worked.set(make, known);
    if (!known.has(of)) known.set(of, make(this, of));
    return known.get(of) as T;
  }
}

/** What each transform knows of the tree, by its id: it is asked again at each stage of an upgrade. */
export type FactsOf = ReadonlyMap<string, Facts>;
