import { addressSurvey } from '../addresses/survey';
import { kustomizeSurvey } from '../kustomize/kustomization';
import { overlaySurvey } from '../kustomize/terraform';
import { pinSurvey } from '../install/pins/pins';
import { Facts, type FactsOf } from '../facts';
import type { Survey, Transform } from '../transform';
import type { UpgradeRange } from '../version';
import { Words } from '../words';
import { stagesOf, withinRange } from './choices';
import { composed } from './compose';
import { ManifestFile } from './manifest-file';
import { planFile } from './migrate';
import type { FileMigration, FilePlan } from './plan';
import { attempted } from './rehearse';
import { Together } from './together';
import { type Hit, isTriggeredBy, rangeOf, type Source, survey, type Upgrade, wordsOf } from './survey';

/** A file that was planned: whoever runs the pipeline says what of it is carried out. */
export interface PlannedFile {
  readonly kind: 'planned';
  readonly file: ManifestFile;
  readonly plan: FilePlan;
  /** What is known of the tree. */
  readonly facts: Facts;
  /** Another file as it is planned, where its turn is still to come. */
  readonly planOf: (path: string) => Pick<PlannedFile, 'file' | 'plan'> | undefined;
}

/** A file that was migrated. */
export interface MigratedFile {
  readonly kind: 'migrated';
  readonly hit: Hit;
  /** The file as it was opened; undefined where there is none. */
  readonly file: ManifestFile | undefined;
  /** What becomes of it; undefined where there is no file, or it could not be planned. */
  readonly migration: FileMigration | undefined;
  /** Whether it holds a word for which a transform had to look at it. */
  readonly isTriggered: boolean;
  /** What kept the tool from planning it. */
  readonly fault?: unknown;
  /** What each transform knows of the tree, by its id. */
  readonly facts: FactsOf;
  /** The transforms whose mentions are searched for: only those that the range asks for. */
  readonly searched: readonly Transform[];
}

/** What an upgrade came to. */
export interface Upgraded {
  readonly range: UpgradeRange;
  /** What each transform knew of the tree, by its id. */
  readonly facts: FactsOf;
  readonly searched: readonly Transform[];
}

/** What all that rewrites an object has to know of the tree: who names its fields by their paths. */
const surveysOfRewrites: readonly Survey[] = [kustomizeSurvey, overlaySurvey, addressSurvey];

/**
 * The transforms as they run: only those that the range asks for, or, where nobody says where the upgrade starts, or all
 * pins are wanted, with what asks the tree for them.
 */
export function prepared(
  transforms: readonly Transform[],
  { from, to, listsPins = false }: Upgrade,
): readonly Transform[] {
  const due = from ? withinRange(transforms, { from, to, isFromKnown: true }) : transforms;
  const asksForPins = !from || listsPins;
  return due.map((transform) => {
    const ofRewrites = transform.kind === 'advice' ? [] : surveysOfRewrites;
    const surveys = [...(transform.surveys ?? []), ...ofRewrites, ...(asksForPins ? [pinSurvey] : [])];
    return { ...transform, surveys };
  });
}

/**
 * Takes a tree through an upgrade: stage by stage, what has to be known of the whole tree is read first, then each file
 * that holds a trigger is planned, proven and handed on. A later stage sees the tree as the earlier ones leave it.
 *
 * Each file is given out as planned, which has to be answered with what is carried out of the plan, and once as migrated.
 *
 * @param transforms as {@link prepared}
 * @param alsoDue further files to hand on, whether or not a transform has to look at them
 */
export function* migrateStages(
  source: Source,
  transforms: readonly Transform[],
  upgrade: Upgrade,
  alsoDue: (hit: Hit) => boolean,
): Generator<PlannedFile | MigratedFile, Upgraded, FileMigration | undefined> {
  const stages = stagesOf(transforms, (word) => source.given.some(({ words }) => words.has(word)));
  const earlier = new Map<string, { readonly file: ManifestFile; readonly migration: FileMigration }>();
  const facts = new Map<string, Facts>();
  let given = source.given;
  let range: UpgradeRange | undefined;
  let searched: readonly Transform[] | undefined;
  const open = (hit: Hit): ManifestFile | undefined => {
    const before = earlier.get(hit.absolute);
    return before ? new ManifestFile(hit.path, before.migration.text) : source.open(hit);
  };
  for (const [index, stage] of stages.entries()) {
    const surveyed = survey({ ...source, given, open }, stage, upgrade, range);
    searched ??= withinRange(transforms, surveyed.range);
    range = surveyed.range;
    given = surveyed.given;
    for (const { id } of stage) facts.set(id, surveyed.facts);
    const triggered = new Set(given.filter((hit) => isTriggeredBy(hit, surveyed.transforms, surveyed.facts)));
    const isLast = index === stages.length - 1;
    const isDue = (hit: Hit) => triggered.has(hit) || (isLast && (earlier.has(hit.absolute) || alsoDue(hit)));
    const due = given.filter(isDue);
    const waiting = new Map(due.map((hit) => [hit.path, hit]));
    const plans = new Map<string, ReturnType<typeof planned>>();
    const planned = (hit: Hit) => {
      const file = open(hit);
      return { file, plan: file && attempted(() => planFile(file, surveyed.transforms, surveyed)) };
    };
    const known: PlannedFile['planOf'] = (path) => {
      const hit = waiting.get(path);
      if (hit && !plans.has(path)) plans.set(path, planned(hit));
      const { file, plan } = plans.get(path) ?? {};
      return file && plan && 'result' in plan ? { file, plan: plan.result } : undefined;
    };
    const together = new Together(surveyed.facts, {
      get: (path) => known(path)?.plan,
      set: (path, result) => plans.set(path, { file: known(path)?.file, plan: { result } }),
    });
    const planOf: PlannedFile['planOf'] = (path) => {
      together.settle(path);
      return known(path);
    };
    for (const hit of due) {
      source.onFile?.('migrating', due.length);
      const before = earlier.get(hit.absolute);
      const found: Omit<MigratedFile, 'file' | 'migration'> = {
        kind: 'migrated',
        hit,
        isTriggered: triggered.has(hit) || before !== undefined,
        facts,
        searched,
      };
      planOf(hit.path);
      const { file, plan } = plans.get(hit.path) ?? {};
      waiting.delete(hit.path);
      plans.delete(hit.path);
      if (!file || !plan || 'fault' in plan) {
        const fault = plan && 'fault' in plan ? plan.fault : undefined;
        yield { ...found, file: before?.file ?? file, migration: undefined, fault };
        continue;
      }
      const { facts: ofTree } = surveyed;
      const chosen =
        (yield { kind: 'planned', file, plan: plan.result, facts: ofTree, planOf }) ?? plan.result.all;
      const migration = before ? composed(before.migration, chosen, before.file.text.length) : chosen;
      if (isLast) yield { ...found, file: before?.file ?? file, migration };
      else if (migration.text !== file.text)
        earlier.set(hit.absolute, { file: before?.file ?? file, migration });
    }
    if (!isLast) given = searchedAgain(given, earlier, transforms);
  }
  return { range: range ?? rangeOf(upgrade, []), facts, searched: searched ?? [] };
}

/** What was changed may hold other words now. */
function searchedAgain(
  given: readonly Hit[],
  changed: ReadonlyMap<string, { readonly migration: FileMigration }>,
  transforms: readonly Transform[],
): readonly Hit[] {
  const words = Words.of(wordsOf(transforms));
  return given.map((hit) => {
    const text = changed.get(hit.absolute)?.migration.text;
    return text === undefined ? hit : { ...hit, words: new Set([...hit.words, ...words.in(text)]) };
  });
}
