import type { Level } from './finding';

/**
 * What users may want to know about a transform. `explain` prints it, and its page in the docs is made from it. Short
 * sentences, with code between backticks; tests run every text in it.
 */
export interface About {
  /** What breaks on the release, for whom and when: a paragraph each. */
  readonly why: readonly string[];
  /** What is rewritten, a sentence each; what is only reported starts with "Nothing". */
  readonly changes: readonly string[];
  readonly examples?: readonly Example[];
  /** Where a change is due, but is not made. */
  readonly declines?: readonly Case[];
  /** What is reported: beside a rewrite, or about what is not rewritten. */
  readonly reports?: readonly Case[];
  /** Further reading, beside the section that the transform's `docs` names. */
  readonly links: readonly Link[];
}

/** Whether one of its changes is none. */
export function saysNothing(change: string): boolean {
  return change.startsWith('Nothing');
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

/** When a finding is reported, and what users do about it. */
export interface Case {
  /** As a sentence. */
  readonly when: string;
  readonly level: Level;
  /** The full message that the files below cause. */
  readonly message: string;
  /** What users do, as a sentence. */
  readonly remedy: string;
  /** Small files that cause the message. */
  readonly files: Texts;
  /** The paths that are given, where the message depends on them; by default, all. */
  readonly given?: readonly string[];
  /** The version to migrate to, where the message depends on it. */
  readonly target?: string;
}

/** A page to read: its title, and where it is. */
export type Link = readonly [title: string, url: string];

/** Where the upgrade notes of a release are. */
export function upgradeNotesOf(release: string): string {
  return `${announcementOf(release)}upgrade-notes/`;
}

/** Where its change notes are. */
export function changeNotesOf(release: string): string {
  return `${announcementOf(release)}change-notes/`;
}

/** The notes of a release as further reading. */
export function linkToNotes(release: string, which: 'Upgrade' | 'Change'): Link {
  const url = which === 'Upgrade' ? upgradeNotesOf(release) : changeNotesOf(release);
  return [`${which} notes of Istio ${release}`, url];
}

/** A part of the reference of Istio as further reading. */
export function linkToReference(what: string, page: string): Link {
  return [`${what} in the reference of Istio`, `https://istio.io/latest/docs/reference/config/${page}`];
}

function announcementOf(release: string): string {
  return `https://istio.io/latest/news/releases/${release}.x/announcing-${release}/`;
}

/** What a help says, as a sentence of its own. */
export function sentence(help: string): string {
  return `${help.charAt(0).toUpperCase()}${help.slice(1)}.`;
}
