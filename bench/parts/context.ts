import type { Runner } from '../measure/command';
import type { Options } from '../options';
import type { Tree } from '../tree/tree';

/** What the parts have in common. */
export interface Context {
  readonly options: Options;
  readonly runner: Runner;
  /** The checkout that is measured. */
  readonly root: string;
  /** A folder for what is measured on; it is removed at the end. */
  readonly folder: string;
  /** A tree of so many files; made once. */
  readonly tree: (files: number) => Tree;
  /** What the tool is called in tables, by its launcher. */
  readonly nameOf: (launcher: string) => string;
}
