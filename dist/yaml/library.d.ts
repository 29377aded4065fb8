import type { CST } from 'yaml';
type Library = typeof import('yaml');
/** The `yaml` package, loaded for the first document: most runs of a hook parse none, and start without it. */
export declare function library(): Library;
/** What `yaml` keeps of the source around keys and values. */
export type Token = CST.SourceToken;
/** Whether a token is an anchor or a tag. */
export declare function isProperty(token: Token): boolean;
/** The offset behind a token that is between values. */
export declare function endOf(token: Token | undefined): number | undefined;
/** The offset behind a value's last character, without trailing space, comment and line break. */
export declare function endOfToken(token: CST.Token): number;
/** Tells how many bytes there are for documents: one that needs more is left alone, with the reason. */
export declare function setRoom(bytes: number): void;
/** What is done with a document, and how often it is held meanwhile, counted with what becomes garbage on the way. */
declare const held: {
    readonly parse: 1.5;
    readonly rewrite: 3.5;
};
/** Why a text cannot be parsed or rewritten in the room that there is; undefined where it can. */
export declare function lackOfRoom(text: string, work: keyof typeof held): string | undefined;
/** What the user can do about it. */
export declare const helpWithRoom = "split the document into smaller ones, or run again with more memory, such as NODE_OPTIONS=--max-old-space-size=16000; nothing in it was rewritten";
export {};
