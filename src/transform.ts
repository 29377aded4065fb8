import type { Change, Editor, Node, Place, Range } from './yaml';
import type { About } from './about';
import type { Phase } from './finding';
import type { ManifestDocument } from './kubernetes/document';
import type { FactKind, FactPlace, Facts } from './facts';
import type { LayeredValue } from './install/layers/united';
import type { Level } from './finding';
import type { Mention } from './sweep/mention';
import type { UpgradeRange, Version } from './version';

/**
 * What a migration is for. required: without it the release breaks something; cleanup: it removes what has no effect any
 * more; hardening: it makes the installation safer; pin: it keeps the old behaviour where a default changes; modernize:
 * it is optional, such as a newer API version where the old one is still served; advice: it changes nothing.
 */
export type TransformKind = (typeof transformKinds)[number];

export const transformKinds = ['required', 'cleanup', 'hardening', 'pin', 'modernize', 'advice'] as const;

/** A migration: a plain object in a file of its own, listed in `transforms/index.ts`. */
export interface Transform {
  readonly id: string;
  /** What changes, in a few words. */
  readonly title: string;
  /** The Istio minor release that asks for it, such as `1.28`; `any` for what holds whatever the release. */
  readonly release: string;
  readonly phase: Phase;
  readonly kind: TransformKind;
  /** The section of the release's upgrade notes, or of another page, that says so. */
  readonly docs: string;
  /** By release: what has to be so before the upgrade to it, whatever is in the tree. A sentence of the plan. */
  readonly prerequisites?: Readonly<Record<string, string>>;
  /** What its release no longer has, as pins call it. */
  readonly ends?: readonly string[];
  /** What `explain` and the docs say about it; put together only when asked for, since a run does not need it. */
  readonly about: () => About | Promise<About>;
  /** A document with none of these words in its text is never parsed for this transform. */
  readonly triggers: readonly string[];
  /** Words that are too common to be triggers everywhere, but are where the survey says so. */
  readonly conditionalTriggers?: readonly ConditionalTriggers[];
  /**
   * Words without which, in the whole tree, there is nothing to do: the transform is then left out, however many
   * documents hold a trigger. For one that has to see common things on a rare occasion.
   */
  readonly occasion?: readonly string[];
  /** The id of another one that `--only` and `--skip` choose it with. */
  readonly along?: string;
  /** Whether an upgrade has to do with it, where that depends on more than its release and kind. */
  readonly isDue?: (range: UpgradeRange) => boolean;
  /**
   * Whether the text of a document may hold what this is about, where its triggers are words of many documents. Only what
   * is certain may be refused: such a document is not parsed for this transform.
   */
  readonly mayConcern?: (text: string) => boolean;
  /** What this transform has to know of the whole tree; others may share it. */
  readonly surveys?: readonly Survey[];
  /**
   * The ids of transforms of earlier releases whose results this one changes again: it runs in a stage of its own, over
   * the tree as they leave it.
   */
  readonly follows?: readonly string[];
  /** Whether all others run over the tree as this one leaves it: what it moves is what they look at. */
  readonly isFirst?: boolean;
  /**
   * Whether this tree has something that moves together or stays together. The transform is then asked once before
   * anything is migrated, with {@link Context.collect}, so that it knows what cannot move.
   */
  readonly hasUnits?: (facts: Facts) => boolean;
  /** Whether others have to know what of its rewrites cannot be done, so that it is asked once in the same way. */
  readonly isTriedBefore?: (facts: Facts) => boolean;
  /** Whether it has an operation of a patch with this path follow what it changes. */
  readonly movesPaths?: (keys: readonly string[]) => boolean;
  /** What the sweep looks for, in every text file and after everything was migrated. */
  readonly mentions?: readonly Mention[];
  /** Reports on a document, and asks for changes in it. Called again on its own result, it must ask for none. */
  migrate(document: ManifestDocument, context: Context): void;
}

/** Triggers in some files only. */
export interface ConditionalTriggers {
  readonly words: readonly string[];
  /** Words one of which makes these count, if it is in the same file. */
  readonly beside?: readonly string[];
  /** Whether the words count in a file, whatever is beside them. */
  readonly countIn?: (path: string, facts: Facts) => boolean;
  /** Words one of which must be in the same document as well. */
  readonly inDocumentWith?: readonly string[];
}

/** Looks at every document of the tree that holds a trigger, before anything is migrated. */
export interface Survey {
  readonly triggers: readonly string[];
  /** Words without which, in the whole tree, nobody asks for what it finds. */
  readonly occasion?: readonly string[];
  /** Which files are looked at whatever words they hold. */
  readonly files?: (path: string, facts: Facts) => boolean;
  /** Whether it glances at scripts and other texts that are no manifests as well. */
  readonly readsScripts?: boolean;
  /** Whether it builds on what others find, and so has to look once they have seen all files. */
  readonly buildsOnFacts?: boolean;
  /** Looks at the text of a file before it is parsed, and says whether that has to be done. */
  glance?(path: string, text: string, facts: Facts): 'enough' | 'parse' | undefined;
  /** Whether the text of a document may say something of it: see {@link Transform.mayConcern}. */
  readonly mayConcern?: (text: string) => boolean;
  /** Looks at a document; without this, a glance at the text is enough. */
  collect?(document: ManifestDocument, facts: Facts): void;
  /** Called with each document that holds a trigger and cannot be parsed, where that matters. */
  missed?(unread: UnreadPart, facts: Facts): void;
}

/** What of a file cannot be read. */
export interface UnreadPart {
  readonly path: string;
  /** All of the file. */
  readonly text: string;
  /** Of a template, the document; undefined where it may be a fragment that only shows something. */
  readonly stretch: Range | undefined;
}

/** What comments in a document say to leave alone, for the transform at hand. */
export interface ContextIgnores {
  /** Whether that is a place, with all that is in it. */
  readonly over: (place: Place) => boolean;
  /** Whether it is a place, or a part of it. */
  readonly within: (place: Place) => boolean;
  /** Whether a change cannot be made for it. */
  readonly against: (change: Change) => boolean;
  /** The same for a document in a text of the one at hand. */
  readonly in: (document: ManifestDocument) => ContextIgnores;
}

/** What a transform can see and say beside the document. */
export interface Context {
  readonly facts: Facts;
  /** The Istio version that the manifests are to run on: the end of the range. */
  readonly target: Version;
  /** The upgrade as a whole. */
  readonly range: UpgradeRange;
  /** Whether to write what keeps the old behaviour where a default changes; otherwise it is only reported. */
  readonly pinDefaults: boolean;
  /** Tells the user something, at a place of the document. */
  readonly report: Report;
  /** Says that a value stays on purpose though it names a removed thing: the sweep passes over it. */
  readonly keep: (node: Pick<Node, 'content' | 'alias'>) => void;
  /** Where a place is in its file, for facts and messages. */
  readonly locate: (place: Place) => FactPlace;
  /**
   * Adds a fact on what belongs together; only there before anything is migrated.
   *
   * @param place where a rewrite was asked for
   * @param factOf makes the fact once it is known whether that can be done, with the reason where it cannot
   */
  readonly collect?:
    | (<T>(kind: FactKind<T>, place: FactPlace, factOf: (obstacle: string | undefined) => T) => void)
    | undefined;
  /** What comments say to leave alone. What is asked for and told there is dropped, without being asked for this. */
  readonly ignores: ContextIgnores;
  /** Whether the text of a scalar is a document of its own to the transforms, which see it apart from this one. */
  readonly isRead: (node: Node) => boolean;
  /**
   * Asks for changes that belong together: all are made or none. A {@link Declined} thrown inside becomes a finding
   * with its reason, and what was reported inside is dropped with the changes.
   *
   * @param place what the changes are about; where a reason is reported
   * @param summary what changes and why, for the report
   * @param more the release and the phase that it is due with, where these are other ones than the transform's, and the
   * value of a layer that it is about, where all layers of a release have to change together
   */
  readonly rewrite: (
    place: Place,
    summary: string,
    ask: (edit: Editor, report: Report) => void,
    more?: Due & { readonly value?: LayeredValue | undefined },
  ) => void;
}

/** When to act, where that is not as the transform has it. */
export type Due = Pick<Note, 'release' | 'phase'>;

/** Tells the user something. */
export type Report = (note: Note) => void;

/** A finding before it is known where in the file it is. */
export interface Note {
  readonly level: Level;
  readonly at: Place;
  readonly message: string;
  readonly help?: string;
  /** Whether it is about a version that is pinned here, and so until that is raised. */
  readonly isUntilRaised?: boolean;
  /** The settings that keep the old behaviour of a changed default. */
  readonly pin?: string;
  /** The release that it is due with, where that is another one than the transform's. */
  readonly release?: string;
  /** When to act on it, where that is another phase than the transform's. */
  readonly phase?: Phase;
}
