import type { WholeProblem } from './finding';
import type { Version } from './version';
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
export declare const upgradeTarget: FactKind<Version>;
/** The version that an upgrade starts at, as far as it is known. */
export declare const upgradeStart: FactKind<Version>;
/** A file that the run may rewrite; facts come from others as well. */
export declare const givenFile: FactKind<string>;
/** The paths of the files that the run may rewrite. */
export declare function givenFiles(facts: Facts): ReadonlySet<string>;
/** What was asked for is not done, since not all files were given that must change together. */
export declare class NotAllGiven extends Declined {
    readonly whole: WholeProblem;
    /** @param whole how a run that is given all of them reports it */
    constructor(message: string, whole: WholeProblem, offset?: number, help?: string);
}
/** The working directory as the root of its repository names it, where it is another folder. */
export declare const folderInRepository: FactKind<string>;
/** What was learned from the whole tree before anything is migrated. */
export declare class Facts {
    private readonly found;
    private readonly known;
    private readonly worked;
    private keptBack;
    /** Adds a fact; one that several transforms find is kept once. */
    add<T>(kind: FactKind<T>, fact: T): void;
    /**
     * How a fact is added later. Of a text that is read, nothing but its facts stays: a string that was cut from one would
     * keep all of it in memory, so they are copies.
     */
    adding<T>(kind: FactKind<T>, fact: T): () => void;
    /** Does some work, and adds the facts that it finds once it is done: until then it sees those from before. */
    keepBack(work: () => void): void;
    /** All facts of a kind, in the order of the files. */
    all<T>(kind: FactKind<T>): readonly T[];
    /** What is worked out from the facts: made once, for as long as no fact is added. */
    derived<T>(make: (facts: Facts) => T): T;
    /** The same for one of several things, such as a kind of object. */
    derivedFor<K extends object, T>(of: K, make: (facts: Facts, of: K) => T): T;
}
/** What each transform knows of the tree, by its id: it is asked again at each stage of an upgrade. */
export type FactsOf = ReadonlyMap<string, Facts>;
