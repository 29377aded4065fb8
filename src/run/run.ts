import { resolve } from 'node:path';
import { discover } from '../files/discover';
import { removeLeftovers } from '../files/leftovers';
import { mayBeText } from '../files/names';
import { folderInWorkTree } from '../files/git';
import { writeAtomically } from '../files/write';
import { type MigratedFile, migrateStages, prepared } from '../migrate/pipeline';
import { type Hit, holdsOneOf, installing, type Source, surveying, wordsOf } from '../migrate/survey';
import type { ManifestFile } from '../migrate/manifest-file';
import { byPosition } from '../migrate/outcome';
import { ignoreWord } from '../suppress/directive';
import { Words } from '../words';
import { hitsAround, nothing, samplesIn, scan, shownPath, surroundingsOf, wordless } from './around';
import { scriptWordsOf, triggeredBy, wordsOfScripts } from '../migrate/triggers';
import { type FileResult, judgeOf, type RunResult, sweepPlainly } from './decide';
import { Decisions } from './decisions';
import { hitIn, isRewritable, isScript, runInMemory } from './memory';
import { counter, manifestOf, Manifests, open, type Opened, type RunOptions, upgradeOf } from './open';
import { type Handled, internalError, reported, type Reporting, unwritten } from './reported';
import type { Finding } from '../finding';
import { terraformWords } from '../kubernetes/terraform';
import { setRoomOfProcess } from './room';
import { mentionWords } from '../sweep/sweep';

/** How many files are written at a time. */
const writtenAtOnce = 32;

/** The pipeline: discover, scan, survey, migrate and write, sweep. */
export async function run(options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  setRoomOfProcess();
  const { cwd, mode, ask } = options;
  const transforms = prepared(options.transforms, upgradeOf(options));
  const found = await discover(options.paths, { ...options, isText: mayBeText });
  const surroundings = await surroundingsOf(options);
  const isManifest = (path: string) => isRewritable(path, options);
  const manifests = found.files.filter(isManifest);
  const texts = [...found.files.filter((path) => !isManifest(path)), ...found.texts];
  const count = counter(options);
  const onFile = (): void => {
    count('searching', manifests.length + texts.length);
  };

  const mentions = [...mentionWords(transforms), ignoreWord];
  const words = wordsOf(transforms);
  const isSample = samplesIn(surroundings);
  const wordsOfManifests = Words.of([...words, ...mentions]);
  const ofManifests = scan(manifests, wordsOfManifests, { cwd, onFile, isSample });
  const scriptWords = scriptWordsOf(transforms);
  const wordsOfTexts = [...mentions, ...terraformWords];
  const searchedWords = Words.of([...wordsOfTexts, ...wordsOfScripts(transforms)]);
  const ofTexts = scan(texts, searchedWords, { cwd, onFile, isSample });

  const given = new Set(ofManifests.hits);
  // Of what was not given, only parts of units are looked at again.
  const mayBeDue = (hit: Hit) =>
    triggeredBy(hit.words, transforms).some(({ hasUnits }) => given.has(hit) || hasUnits !== undefined);
  const opened = new Manifests(mode === 'write', mayBeDue);
  const known = new Set(
    ofManifests.hits.filter((hit) => holdsOneOf(hit, words)).map(({ absolute }) => absolute),
  );
  const scripts = ofTexts.hits.filter((hit) => isScript(hit.path, options) && holdsOneOf(hit, scriptWords));
  const surveyors = surveying([...ofManifests.hits, ...installing(scripts, transforms)], transforms);
  const looked = { files: manifests, isPartial: found.isPartial };
  const around =
    surveyors.length > 0 ? await hitsAround(known, looked, surveyors, surroundings, options) : nothing;
  const source: Source = {
    given: ofManifests.hits,
    wordless: () => wordless(manifests, ofManifests.hits, wordsOfManifests, { cwd, isSample }),
    around: around.hits,
    scripts: [...scripts, ...around.scripts.filter((each) => !texts.includes(each.absolute))],
    open: (hit) => manifestOf(opened.open(hit)),
    folderInRepository: await folderInWorkTree(cwd),
    onFile: count,
  };
  const decisions = ask && new Decisions(ask);
  const reporting = { positions: 'before', isSwept: true, judge: judgeOf(options) } as const;
  if (mode === 'write') {
    await removeLeftovers(
      found.temporary,
      ofManifests.hits.map(({ absolute }) => absolute),
    );
  }
  const handled: Promise<Handled>[] = [];
  let parsed = 0;
  const stages = migrateStages(source, transforms, upgradeOf(options), (hit) => holdsOneOf(hit, mentions));
  let step = stages.next();
  while (step.done !== true) {
    const { value } = step;
    if (value.kind === 'planned') {
      step = stages.next(await decisions?.decide(value));
      continue;
    }
    if (value.isTriggered) parsed++;
    handled.push(handle(value, opened.take(value.hit), mode === 'write', reporting));
    // Whoever decides sees each file written before the next question.
    if (decisions || handled.length % writtenAtOnce === 0) await Promise.all(handled);
    step = stages.next();
  }
  const { range, searched } = step.value;
  const swept = ofTexts.hits
    .filter((hit) => holdsOneOf(hit, wordsOfTexts))
    .map((hit) => {
      const text = open(hit);
      if (text.kind !== 'open') return unopened(hit.path, text);
      return { findings: sweepPlainly(text.manifest, searched, reporting.judge, step.value) };
    });
  const all: Handled[] = [...(await Promise.all(handled)), ...swept];
  return {
    mode,
    range,
    scanned: found.files.length + found.texts.length,
    parsed,
    files: all.flatMap(({ file }) => file ?? []),
    findings: all.flatMap(({ findings }) => findings).toSorted(byPosition),
    skipped: found.skipped,
    looked: [...manifests, ...texts],
    faults: [
      ...found.faults.map(({ path, message }) => ({ path: shownPath(path, cwd), message })),
      ...ofManifests.faults,
      ...ofTexts.faults,
      ...all.flatMap(({ fault }) => fault ?? []),
    ],
    ...(decisions && { leftByChoice: decisions.left }),
    durationMs: Math.round(performance.now() - started - (decisions?.waitedMs ?? 0)),
  };
}

/** Reports on a file, and writes it where that is asked for. */
async function handle(
  { hit: { absolute, path }, file, migration, fault, ...known }: MigratedFile,
  opened: Opened,
  isToBeWritten: boolean,
  reporting: Reporting,
): Promise<Handled> {
  if (fault !== undefined) return { findings: [], fault: { path, message: internalError(fault) } };
  if (opened.kind === 'undecodable')
    return { file: failedToDecode(opened.finding), findings: [opened.finding] };
  if (opened.kind !== 'open') return unopened(path, opened);
  if (!file || !migration) return { findings: [] };
  const { original } = opened;
  if (!isToBeWritten || !original) return reported(file, migration, known, reporting);
  const done = reported(file, migration, known, { ...reporting, positions: 'after' });
  if (done.file?.status !== 'changed') return done;
  const written = await writeAtomically(absolute, done.file.after, original);
  if (written.ok) return done;
  return unwritten({ ...reported(file, migration, known, reporting), file: done.file }, written.message);
}

/** A manifest that cannot be decoded has failed, as one that cannot be parsed has. */
function failedToDecode({ path, message }: Finding): FileResult {
  const nothing = { before: '', after: '', rewrites: [], fixes: [], transforms: [], kinds: [] };
  return { path, status: 'failed', ...nothing, error: message };
}

function unopened(path: string, opened: Exclude<Opened, { kind: 'open' }>): Handled {
  if (opened.kind === 'fault') return { findings: [], fault: { path, message: opened.message } };
  return { findings: opened.kind === 'undecodable' ? [opened.finding] : [] };
}

/**
 * The pipeline for a text that is in no file; facts come from the repository around its path.
 *
 * @param positions whether positions count in that text, or in the migrated one
 */
export async function runOnText(
  path: string,
  text: string,
  options: RunOptions,
  positions: 'before' | 'after',
): Promise<RunResult> {
  setRoomOfProcess();
  const { cwd } = options;
  const transforms = prepared(options.transforms, upgradeOf(options));
  const texts = new Map([[path, text]]);
  const surveyors = surveying([hitIn(texts, path, wordsOf(transforms))], transforms);
  const known = new Set([resolve(cwd, path)]);
  const surroundings = await surroundingsOf({ cwd, paths: [path] });
  const nowhere = { files: [], isPartial: false };
  const around =
    surveyors.length > 0 ? await hitsAround(known, nowhere, surveyors, surroundings, options) : nothing;
  const opened = (hit: Hit): ManifestFile | undefined => manifestOf(open(hit));
  const result = runInMemory(texts, {
    ...options,
    positions,
    around: {
      around: around.hits,
      scripts: around.scripts,
      open: opened,
      folderInRepository: await folderInWorkTree(cwd),
    },
  });
  return { ...result, mode: options.mode, looked: [resolve(cwd, path)] };
}
