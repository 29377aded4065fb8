import type { Edit } from './text';
import type { Element, Entry, Mapping, Node, Scalar, Sequence, Item } from './node';
/** A value to be written, as plain data. */
export type Plain = string | number | boolean | null | readonly Plain[] | {
    readonly [key: string]: Plain;
};
/** A layer put around a value that moves down: a one-item list, or a mapping with the value under a key. */
export type Wrapper = 'item' | {
    readonly key: string;
};
/** A word of a scalar that gives way to another, wherever it is; the text around it stays as it is written. */
export interface Word {
    readonly from: string;
    readonly to: string;
}
/**
 * What an editing operation asks for, as data. Every change has an effect on the text (`compile`) and one on the
 * meaning (`model`); `verify` holds the two against each other.
 */
export type Change = 
/** The entry gets another key, and its value the layers, outermost first. Both may be left as they are. */
{
    readonly type: 'move';
    readonly entry: Entry;
    readonly key: string;
    readonly wrappers: readonly Wrapper[];
    /** Whether the value is no scalar, so that what a template inserts for it may be several lines. */
    readonly holdsLines?: boolean;
}
/** A scalar, or an alias for one, gets another value; its quotes stay. */
 | {
    readonly type: 'set';
    readonly scalar: Scalar;
    readonly value: string | number | boolean;
    readonly words?: readonly Word[];
}
/** A new entry, after the given one or else at the mapping's end. */
 | {
    readonly type: 'insert';
    readonly mapping: Mapping;
    readonly after: Entry | undefined;
    readonly key: string;
    readonly value: Plain;
    /** Where the value comes from: a comment behind it goes along, where the new value ends its line. */
    readonly origin?: Node | undefined;
}
/** An entry without a value, or with `null`, gets a map. */
 | {
    readonly type: 'fill';
    readonly entry: Entry;
    readonly value: {
        readonly [key: string]: Plain;
    };
}
/** A new item at the end of a sequence. */
 | {
    readonly type: 'append';
    readonly sequence: Sequence;
    readonly value: Plain;
}
/** An entry or item goes, with the comments that belong to it, and with every parent that becomes empty. */
 | {
    readonly type: 'remove';
    readonly target: Element;
}
/** An entry gives its place to the only entry of the mapping that is its value. */
 | {
    readonly type: 'unwrap';
    readonly entry: Entry;
    readonly only: Entry;
}
/** The text that a scalar holds is edited; the edits count in that text. */
 | {
    readonly type: 'text';
    readonly scalar: Scalar;
    readonly edits: readonly Edit[];
};
/** `Array.isArray` does not narrow a readonly array. */
export declare function isPlainSequence(value: Plain): value is readonly Plain[];
/** Whether a value is a map. */
export declare function isPlainMap(value: Plain): value is {
    readonly [key: string]: Plain;
};
/** What a change is made in: if that goes, so does the change. */
export declare function placeOf(change: Change): Node | Element;
/** The nodes and elements that a change takes hold of. */
export declare function heldBy(change: Change): (Node | Element)[];
/**
 * What a transform may ask for. The words are those of the design; each call notes a change, and nothing happens
 * to the text before all changes of a document are compiled and proven together.
 */
export declare class Editor {
    private readonly noted;
    get changes(): readonly Change[];
    /** Gives an entry another key; its value stays. */
    rename(entry: Entry, key: string): void;
    /**
     * Puts layers around an entry's value, outermost first, and gives the entry another key if one is named:
     * `nest(port, [{ key: 'number' }])` makes `port: 1` into `port: {number: 1}`, in the style of the file.
     *
     * @param holdsLines set where the value is no scalar: what a template inserts for it may be several lines
     */
    nest(entry: Entry, wrappers: readonly Wrapper[], key?: string, holdsLines?: boolean): void;
    /** Gives a scalar, or the alias that stands for it, another value; its quotes stay. */
    set(scalar: Scalar, value: string | number | boolean): void;
    /**
     * Gives words inside a scalar's text way to others, wherever they stand, as in the command of a block scalar: all
     * around them stays as it is written.
     */
    replaceWords(scalar: Scalar, words: readonly Word[]): void;
    /**
     * Adds an entry behind the given one, or at the mapping's end.
     *
     * @param origin where the value comes from: a comment behind it goes along, where the new value ends its line
     */
    insert(mapping: Mapping, key: string, value: Plain, after?: Entry, origin?: Node): void;
    /** Gives an entry whose value is null, spelled out or not, a map for a value. */
    fill(entry: Entry, value: {
        readonly [key: string]: Plain;
    }): void;
    /** Adds an item at a sequence's end. */
    append(sequence: Sequence, value: Plain): void;
    /** Takes an entry or item out, with the comments that belong to it and every parent that becomes empty. */
    remove(target: Entry | Item): void;
    /** Puts the only entry of a mapping in the place of the entry that holds the mapping. */
    unwrap(entry: Entry, only: Entry): void;
    /** Edits the text that a scalar holds; the edits count in that text, as {@link viewEmbeddedText} shows it. */
    rewriteText(scalar: Scalar, edits: readonly Edit[]): void;
}
/** A place that is known by its offset only. */
export interface Spot {
    readonly kind: 'spot';
    readonly offset: number;
}
/** Anything that a finding can point to. */
export type Place = Node | Entry | Item | Spot;
