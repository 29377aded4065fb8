/** What a configuration of this tool is called, and a file of its ignore rules. */
export declare const configName = ".istio-migrate.yaml";
export declare const ignoreFileName = ".istiomigrateignore";
/** Whether a file tells this tool what to do: what it names, it names on purpose. */
export declare function isOwn(path: string): boolean;
/**
 * Whether a text is a report or a baseline of this tool, which names what is removed: saved in the repository, it would be
 * searched by the next run, and the findings would grow with each.
 */
export declare function isOwnReport(text: string): boolean;
/** Whether a file in a searched folder is taken for a manifest, or for a template of one. */
export declare function isManifest(path: string): boolean;
/**
 * Whether a file may hold text that people wrote. Lock files are made by machines and follow what they lock, but those of
 * Helm name the address of each chart; images, archives and the like are not opened.
 */
export declare function mayBeText(path: string): boolean;
/** Whether a file locks the charts that a chart brings along. */
export declare function isHelmLock(path: string): boolean;
/** What a file's name says about its content. */
export type TextKind = 'manifest' | 'documentation' | 'program' | 'other';
/** Tells by a file's name what it holds: `other` where the name does not tell. */
export declare function textKindOf(path: string): TextKind;
/**
 * Whether a file is a test, or lies in a folder of tests or examples, so that what it installs runs nowhere.
 *
 * @param folders where to start from: a folder of tests that is one of them, or holds one of them, is meant itself
 */
export declare function isSample(path: string, folders: readonly string[]): boolean;
