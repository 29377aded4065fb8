/** An Istio version. Without a patch number it means the newest patch of its minor release. */
export interface Version {
    readonly major: number;
    readonly minor: number;
    readonly patch: number | undefined;
}
/** Reads `1.28` or `1.28.2`; undefined if the text is neither. */
export declare function parseVersion(text: string): Version | undefined;
/** A version as users write it: `1.28` or `1.28.2`. */
export declare function printVersion({ major, minor, patch }: Version): string;
/** Whether a version is at least another one. */
export declare function isAtLeast(version: Version, minimum: Version): boolean;
/** An upgrade: from the Istio that runs now to the one that the manifests are to run on. */
export interface UpgradeRange {
    readonly from: Version;
    readonly to: Version;
    /** Whether `from` was given, or is pinned in the tree; otherwise it is only assumed. */
    readonly isFromKnown: boolean;
    /** What in the tree pins `from`, if it was not given. */
    readonly pinnedBy?: VersionPin;
    /** All that the tree pins, from old to new, if it was asked. */
    readonly pins?: readonly VersionPin[];
}
/** That a manifest, script or Terraform module says which version of Istio runs: a chart, an image, an operator's object, a revision. */
export interface VersionPin {
    /** The lower bound, where the manifest gives a range. */
    readonly version: Version;
    /** As in `chart istiod`. */
    readonly what: string;
    readonly place: {
        readonly path: string;
        readonly line: number;
    };
}
/** What holds whatever the release, in the place of a release. */
export declare const anyRelease = "any";
/** Whether an upgrade ends at a release, such as `1.28`, or goes beyond it. */
export declare function reaches({ to }: Pick<UpgradeRange, 'to'>, release: string): boolean;
/** Whether an upgrade comes to a release from an older one: `from < release ≤ to`. */
export declare function crosses(range: Pick<UpgradeRange, 'from' | 'to'>, release: string): boolean;
/** Whether a release is known to run before the upgrade. */
export declare function runsAlready({ from, isFromKnown }: UpgradeRange, release: string): boolean;
/** The release before the one that a version is of: where an upgrade starts unless something says otherwise. */
export declare function releaseBefore({ major, minor }: Version): Version;
/** The first version of a release. @throws RangeError for what is none */
export declare function firstOf(release: string): Version;
