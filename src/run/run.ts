import { discover } from '../files/discover';
import { mayBeText } from '../files/names';
import { removeLeftovers } from '../files/leftovers';
import { byPosition } from '../migrate/outcome';
import { triggersAmong, triggersOf } from '../migrate/triggers';
import { ignoreWord } from '../suppress/directive';
import { Words } from '../words';
import { Decisions } from './decide';
import { handle, handleText } from './handle';
import { judgeOf } from './ignores';
import { Manifests } from './manifests';
import { manifestOf } from './open';
import { eachOf } from './parallel';
import { shownPath } from './paths';
import { counter, type RunOptions } from './options';
import type { RunResult } from './result';
import { isRewritable } from './rewritable';
import { type Hit, scan } from './scan';
import { survey } from './survey';
import { mentionWords } from '../sweep/sweep';
import { holdsOneOf, surveyWordsOf } from './triggers';

/** The pipeline: discover, scan, survey, migrate and write, sweep. */
export async function run(options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const { cwd, transforms, target, mode, ask } = options;
  const found = await discover(options.paths, { ...options, isText: mayBeText });
  const isManifest = (path: string) => isRewritable(path, options);
  const manifests = found.files.filter(isManifest);
  const texts = [...found.files.filter((path) => !isManifest(path)), ...found.texts];
  const onFile = counter(options, 'searching', manifests.length + texts.length);

  const mentions = [...mentionWords(transforms), ignoreWord];
  const words = transforms.flatMap((transform) => [...triggersOf(transform), ...surveyWordsOf(transform)]);
  const ofManifests = scan(manifests, Words.of([...words, ...mentions]), { cwd, onFile });
  const ofTexts = scan(texts, Words.of(mentions), { cwd, onFile });

  const triggers = transforms.flatMap((transform) => transform.triggers);
  const given = new Set(ofManifests.hits);
  const opened = new Manifests(mode === 'write', (hit) => given.has(hit) && holdsOneOf(hit, triggers));
  const surveyed = await survey(
    ofManifests.hits.filter((hit) => holdsOneOf(hit, words)),
    manifests,
    options,
    (hit) => manifestOf(opened.open(hit)),
  );
  const isTriggered = ({ path, words: held }: Hit) =>
    surveyed.transforms.some((transform) => triggersAmong(held, path, transform, surveyed.facts).length > 0);
  const triggered = new Set(ofManifests.hits.filter(isTriggered));
  const due = ofManifests.hits.filter((hit) => triggered.has(hit) || holdsOneOf(hit, mentions));
  const decisions = ask && new Decisions(ask);
  const settings = { ...surveyed, chosen: transforms, judge: judgeOf(options), target, decisions };
  if (mode === 'write') {
    const targets = due.map(({ absolute }) => absolute);
    await removeLeftovers(found.temporary, targets);
  }
  const onDue = counter(options, 'migrating', due.length);
  const handled = await eachOf(
    due,
    async (hit) => {
      onDue();
      return handle(hit, opened.take(hit), settings);
    },
    // A person is asked one question at a time.
    decisions && 1,
  );
  const swept = ofTexts.hits.map((hit) => handleText(hit, settings));

  return {
    mode,
    scanned: found.files.length + found.texts.length,
    parsed: triggered.size,
    files: handled.flatMap(({ file }) => file ?? []),
    findings: [...handled, ...swept].flatMap(({ findings }) => findings).toSorted(byPosition),
    skipped: found.skipped,
    faults: [
      ...found.faults.map(({ path, message }) => ({ path: shownPath(path, cwd), message })),
      ...ofManifests.faults,
      ...ofTexts.faults,
      ...[...handled, ...swept].flatMap(({ fault }) => fault ?? []),
    ],
    ...(decisions && { leftByChoice: handled.reduce((sum, { left = 0 }) => sum + left, 0) }),
    durationMs: Math.round(performance.now() - started - (decisions?.waitedMs ?? 0)),
  };
}
