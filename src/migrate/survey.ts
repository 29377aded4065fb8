import type { Searched } from '../words';
import { pinsOf, pinSurvey } from '../install/pins/pins';
import { mayGiveWords, wordsGivenTo } from '../install/given';
import { isTerraform } from '../install/terraform/terraform';
import { excludedFile, Facts, folderInRepository, givenFile, upgradeRange, upgradeTarget } from '../facts';
import type { Survey, Transform } from '../transform';
import { releaseBefore, type UpgradeRange, type Version, type VersionPin } from '../version';
import { isMarkdown } from '../markdown/blocks';
import { withinRange } from './choices';
import {
  heldBy,
  inTurns,
  planWordsOf,
  scriptWordsOf,
  surveysOf,
  surveyWordsOf,
  triggersAmong,
  triggeredBy,
  withOccasion,
} from './triggers';
import type { ManifestFile } from './manifest-file';
import { planFile, surveyFile } from './migrate';
import { rehearse } from './rehearse';
import type { Surroundings } from './request';
import { surveyTerraform } from './terraform';

/** A file that holds some of the words that were looked for. */
export interface Hit extends Searched {
  readonly absolute: string;
  /** As reports show it. */
  readonly path: string;
  /** Whether it lies in a folder of tests or examples: what it pins does not say what runs now. */
  readonly isSample?: boolean;
  /** Whether the user excludes it: it is only asked for parts of what moves together. */
  readonly isExcluded?: boolean;
}

/** What a tree is read through: files on a disk, or texts in memory. */
export interface Source {
  /** The manifests that may be rewritten, with the words of {@link wordsOf} and others that they hold. */
  readonly given: readonly Hit[];
  /** The other files of the tree that surveys want to see: those of {@link surveying}, if there are any. */
  readonly around: readonly Hit[];
  /** The manifests that may be rewritten and hold none of these words, if the tree says that some of them matter. */
  readonly wordless?: () => readonly Hit[];
  /** Scripts and other texts that are no manifests, with the words of {@link scriptWordsOf} that they hold. */
  readonly scripts?: readonly Hit[];
  /** The working directory as the root of its repository names it; undefined where it is that root, or nobody knows. */
  readonly folderInRepository?: string | undefined;
  /** Opens a manifest; undefined where there is none. */
  open(hit: Hit): ManifestFile | undefined;
  /** Called with each file that a survey or transform looks at, and how many there are. */
  onFile?(step: 'reading' | 'migrating', of: number): void;
}

/** What an upgrade is asked for. */
export interface Upgrade {
  readonly to: Version;
  /** Undefined where it is for the tree to say. */
  readonly from?: Version | undefined;
  readonly pinDefaults?: boolean | undefined;
  /** Whether all that the tree pins is wanted, even where the upgrade's start is given. */
  readonly listsPins?: boolean | undefined;
}

/** What is known once the tree was read. */
export interface Surveyed extends Surroundings {
  /** The manifests that may be rewritten: with those that matter though they hold no word. */
  readonly given: readonly Hit[];
  /** The transforms that have a reason to run. */
  readonly transforms: readonly Transform[];
}

/** Every word for which a manifest may have to be read. */
export function wordsOf(transforms: readonly Transform[]): string[] {
  return [...planWordsOf(transforms), ...transforms.flatMap(surveyWordsOf)];
}

/** The transforms for which the tree around the given files has to be read. */
export function surveying(given: readonly Hit[], transforms: readonly Transform[]): readonly Transform[] {
  const triggered = new Set(triggeredByAny(given, transforms).map(({ id }) => id));
  const isWanted = ({ id, follows = [] }: Transform) =>
    triggered.has(id) || follows.some((each) => triggered.has(each));
  const wanted = transforms.filter(isWanted);
  return surveysOf(wanted).length > 0 ? wanted : [];
}

/**
 * Collects the facts that the transforms need. The tree around the given files is read only if one of these triggers a
 * transform that surveys; a hook that passes three files then decides as a full run would.
 */
export function survey(
  source: Source,
  stage: readonly Transform[],
  upgrade: Upgrade,
  known: UpgradeRange | undefined,
): Surveyed {
  let { given } = source;
  const facts = new Facts();
  facts.add(upgradeTarget, upgrade.to);
  for (const { path } of given) facts.add(givenFile, path);
  if (source.folderInRepository !== undefined) facts.add(folderInRepository, source.folderInRepository);
  const scripts = source.scripts ?? [];
  const installers = installing(scripts, stage);
  const triggered = triggeredByAny([...given, ...installers], stage);
  let hits = surveysOf(triggered).length > 0 ? [...given, ...source.around] : [];
  const isExcluded = ({ isExcluded: is = false }: Hit): boolean => is;
  for (const { path } of hits.filter(isExcluded)) facts.add(excludedFile, path);
  const ofUnits = new Set(surveysOf(stage.filter(({ hasUnits }) => hasUnits !== undefined)));
  const words = wordsHeldBy([...hits.filter((hit) => !isExcluded(hit)), ...installers]);
  const occasioned = hits.length > 0 ? withOccasion(triggered, (word) => words.has(word)) : triggered;
  const read = (surveys: readonly Survey[], among = hits): void => {
    const ofExcluded = surveys.filter((each) => ofUnits.has(each));
    const wanting = (hit: Hit) => (isExcluded(hit) ? ofExcluded : surveys);
    const surveyed = among.filter((each) => isSurveyed(each, wanting(each), facts)).toSorted(byPath);
    for (const hit of surveyed) {
      source.onFile?.('reading', surveyed.length);
      const manifest = source.open(hit);
      if (manifest) surveyFile(manifest, wanting(hit), facts);
    }
  };
  const glanceAtScripts = (by: readonly Survey[], among = scripts): void => {
    for (const hit of among) glanceAt(hit, source, by, facts);
  };
  const readTerraform = (surveys: readonly Survey[]): void => {
    for (const hit of scripts.filter(({ path }) => isTerraform(path))) {
      const file = source.open(hit);
      if (file) surveyTerraform(file, surveys, ofUnits, facts);
    }
  };
  // Where the upgrade starts decides what else has to be known; a tree may have nothing but scripts.
  if (surveysOf(stage).includes(pinSurvey)) {
    const isReal = ({ isSample = false }: Hit): boolean => !isSample;
    read([pinSurvey], hits.filter(isReal));
    glanceAtScripts([pinSurvey], scripts.filter(isReal));
  }
  const range = known ?? rangeOf(upgrade, pinsOf(facts));
  facts.add(upgradeRange, range);
  const transforms = withinRange(occasioned, range);
  const wanted = withOccasion(surveysOf(transforms), (word) => words.has(word));
  // What scripts say is asked for by the sweep as well, where no manifest triggers a transform.
  const ofScripts = surveysOf(withinRange(stage, range)).filter(({ readsScripts }) => readsScripts);
  const others = [...new Set([...wanted, ...ofScripts])].filter((each) => each !== pinSurvey);
  for (const some of inTurns(others)) {
    const ofDocuments = some.filter((each) => wanted.includes(each));
    facts.keepBack(() => {
      read(ofDocuments);
      glanceAtScripts(some);
    });
    // What a module names is known once all its files were seen.
    facts.keepBack(() => {
      readTerraform(ofDocuments);
    });
    const named = wordlessNamed({ ...source, given }, facts);
    for (const { path } of named) facts.add(givenFile, path);
    given = [...given, ...named];
    hits = [...hits, ...named];
  }
  const surveyed = {
    transforms,
    given,
    facts,
    target: upgrade.to,
    range,
    pinDefaults: upgrade.pinDefaults ?? false,
  };
  function* mayChange(concerned: readonly Transform[]): Generator<ManifestFile> {
    for (const hit of hits) {
      const isTriggered = !isMarkdown(hit.path) && isTriggeredBy(hit, concerned, facts);
      const file = isTriggered ? source.open(hit) : undefined;
      if (file) yield file;
    }
  }
  rehearse(transforms, surveyed, mayChange, planFile);
  return surveyed;
}

/** Of the manifests without words those that something names as values of a chart of Istio. */
function wordlessNamed({ given, wordless }: Source, facts: Facts): Hit[] {
  if (!wordless || !mayGiveWords(facts)) return [];
  const known = new Set(given.map(({ absolute }) => absolute));
  return wordless().filter(
    ({ absolute, path }) => !known.has(absolute) && wordsGivenTo(path, facts).length > 0,
  );
}

/** Of the scripts those that may have a chart of Istio installed: where they name a file, its values matter. */
export function installing(scripts: readonly Hit[], transforms: readonly Transform[]): Hit[] {
  const words = scriptWordsOf(transforms);
  return scripts.filter(
    (hit) => holdsOneOf(hit, words) && [...hit.words].some((word) => /istio|ztunnel/.test(word)),
  );
}

function glanceAt(hit: Hit, source: Source, surveys: readonly Survey[], facts: Facts): void {
  const wanting = surveys.filter((each) => each.readsScripts && holdsOneOf(hit, each.triggers));
  const file = wanting.length > 0 ? source.open(hit) : undefined;
  if (file) for (const survey of wanting) survey.glance?.(hit.path, file.text, facts);
}

/** @param pins what the tree pins, from old to new */
export function rangeOf({ from, to }: Upgrade, pins: readonly VersionPin[]): UpgradeRange {
  const oldest = pins.find(({ isAside = false }) => !isAside) ?? pins[0];
  if (from) return { from, to, isFromKnown: true, pins };
  if (!oldest) return { from: releaseBefore(to), to, isFromKnown: false };
  return { from: oldest.version, to, isFromKnown: true, pinnedBy: oldest, pins };
}

/** Whether one of the transforms has to see a file. */
export function isTriggeredBy(hit: Hit, transforms: readonly Transform[], facts: Facts): boolean {
  const { path } = hit;
  const words = heldBy(path, hit.words, facts);
  return transforms.some((each) => triggersAmong(words, path, each, facts).length > 0);
}

/** The transforms that may have to see one of these files, in their order. */
function triggeredByAny(hits: readonly Hit[], transforms: readonly Transform[]): Transform[] {
  const triggered = new Set(hits.flatMap(({ words }) => triggeredBy(words, transforms)));
  return transforms.filter((transform) => triggered.has(transform));
}

function wordsHeldBy(hits: readonly Hit[]): ReadonlySet<string> {
  const held = new Set<string>();
  for (const { words } of hits) for (const word of words) held.add(word);
  return held;
}

/** Whether a survey wants to know what a file says. */
function isSurveyed(hit: Hit, surveys: readonly Survey[], facts: Facts): boolean {
  return surveys.some(({ triggers, files }) => holdsOneOf(hit, triggers) || files?.(hit.path, facts));
}

/** Whether a file holds one of the words. */
export function holdsOneOf({ words: held }: Hit, words: readonly string[]): boolean {
  return words.some((word) => held.has(word));
}

function byPath(one: Hit, other: Hit): number {
  return one.path < other.path ? -1 : 1;
}
