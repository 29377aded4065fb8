import type { Level } from './finding';

/**
 * What a person may want to know of a transform: `explain` prints it, and its page in the docs is made from it. In
 * short sentences, with code between backticks; tests run every text in it.
 */
export interface About {
  /** What breaks on the release, for whom and when: a paragraph each. */
  readonly why: readonly string[];
  /** What is rewritten, a sentence each. */
  readonly changes: readonly string[];
  readonly examples: readonly Example[];
  /** Where a change is due and a thing is left as it is all the same. */
  readonly declines: readonly Case[];
  /** What is told, of what is rewritten or of what is no manifest of its own to rewrite. */
  readonly reports: readonly Case[];
  /** Further reading, beside the section that the transform's `docs` names. */
  readonly links: readonly Link[];
}

/** Texts by path. */
export type Texts = Readonly<Record<string, string>>;

/** Small files before and after. */
export interface Example {
  /** What it shows, as a heading. */
  readonly title: string;
  readonly before: Texts;
  /** What becomes of them; a file that stays as it is is not named. */
  readonly after: Texts;
}

/** A finding, when it comes, and what a person does about it. */
export interface Case {
  /** As a sentence. */
  readonly when: string;
  readonly level: Level;
  /** The message in full, as the files below bring it. */
  readonly message: string;
  /** What a person does, as a sentence. */
  readonly remedy: string;
  /** Small files that bring the message. */
  readonly files: Texts;
  /** The paths that are given, where the message depends on them; by default, all. */
  readonly given?: readonly string[];
  /** The version to migrate to, where the message depends on it. */
  readonly target?: string;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

/** What a release changes, in the words of Istio. */
export function changeNotes(release: string): Link {
  return {
    title: `Change notes of Istio ${release}`,
    url: `https://istio.io/latest/news/releases/${release}.x/announcing-${release}/change-notes/`,
  };
}
