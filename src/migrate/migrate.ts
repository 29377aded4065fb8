import { Words } from '../words';
import { Facts, givenFile } from '../facts';
import type { Ignore } from '../suppress/ignore';
import type { Survey, Transform } from '../transform';
import { type FencedBlock, findManifestBlocks, isMarkdown } from '../markdown/blocks';
import { applyEdits, Declined, type ParseProblem } from '../yaml';
import { manifestFindings } from '../finding';
import { isInUpstreamChart } from '../install/chart';
import { inTurns, surveysOf, withOccasion } from './triggers';
import { ManifestFile } from './manifest-file';
import { allIgnoresOf, ignoresAroundBlocks, ignoresOfBlock } from './ignores';
import { planOfRendered } from './rendered';
import { planManifest, surveyManifest } from './manifest';
import { declinedNote, type FileMigration, type FilePlan, planOfUnchanged } from './plan';
import { rehearse } from './rehearse';
import { type LocatedNote, movedRange, relocated, type Surroundings } from './request';

/** What becomes of a block; offsets count in the Markdown text, and the text is that of the block. */
type BlockMigration = Omit<FileMigration, 'problem' | 'proven'>;

/**
 * Migrates the fenced blocks of YAML and JSON in a Markdown text, each a manifest of its own. Facts come from the blocks
 * of this text: what belongs to an example is beside it.
 */
function planMarkdown(
  { path, text }: ManifestFile,
  transforms: readonly Transform[],
  surroundings: Surroundings,
): FilePlan {
  const chosen = withOccasion(transforms, (word) => Words.of([word]).isIn(text));
  const facts = new Facts();
  facts.add(givenFile, path);
  const around = ignoresAroundBlocks(text);
  const blocks = findManifestBlocks(text).map((view) => ({
    view,
    manifest: new ManifestFile(path, view.text, { within: view, ignoresAround: around }),
  }));
  for (const some of inTurns(surveysOf(chosen)))
    facts.keepBack(() => {
      for (const { manifest } of blocks) surveyManifest(manifest, some, facts);
    });
  const within = { ...surroundings, facts };
  rehearse(chosen, within, () => blocks.map(({ manifest }) => manifest), planManifest);
  const plans = blocks.map(({ view, manifest }) => ({
    view,
    manifest,
    plan: planManifest(manifest, chosen, within),
  }));
  const wanted = plans.map(({ view, manifest, plan }) => carriedOut(view, manifest, plan.all));
  const provable = isProven(text, wanted, wanted)
    ? wanted
    : wanted.map((block) => (isProven(text, wanted, [block]) ? block : declined(block)));
  return {
    all: joined(text, around, provable),
    only(accepted) {
      const some = plans.map(({ view, manifest, plan }, index) => {
        const all = provable[index];
        if (!all || all.done.length === 0) return all;
        const migration = plan.only(accepted);
        return migration && carriedOut(view, manifest, migration);
      });
      const done = some.filter((block) => block !== undefined);
      return done.length === some.length && isProven(text, done, done)
        ? joined(text, around, done)
        : undefined;
    },
  };
}

function joined(text: string, around: readonly Ignore[], blocks: readonly BlockMigration[]): FileMigration {
  const edits = blocks.flatMap((block) => block.edits);
  return {
    text: applyEdits(text, edits),
    edits,
    // Blocks are proven as a whole.
    proven: blocks.filter((block) => block.edits.length > 0),
    done: blocks.flatMap(({ done }) => done),
    notes: blocks.flatMap(({ notes }) => notes),
    kept: blocks.flatMap(({ kept }) => kept),
    ignores: [...around, ...blocks.flatMap(({ ignores }) => ignores)],
  };
}

/** What becomes of a block, in the Markdown text. Docs are full of fragments: one that is not YAML gets a note only. */
function carriedOut(view: FencedBlock, manifest: ManifestFile, migration: FileMigration): BlockMigration {
  const { text, edits, done, kept, problem } = migration;
  const toOuter = <T extends Pick<LocatedNote, 'offset' | 'about'>>(located: T): T =>
    relocated(located, (offset) => view.toOuter(offset));
  const notes = migration.notes.map((note) =>
    toOuter(note.transform === manifestFindings ? { ...note, level: 'note' as const } : note),
  );
  const outerKept = kept.map((range) => movedRange(range, (offset) => view.toOuter(offset)));
  const ignores = ignoresOfBlock(manifest, view);
  const unchanged = { text: view.text, edits: [], done: [], notes, kept: outerKept, ignores };
  if (problem) return { ...unchanged, notes: [...notes, toOuter(unreadable(problem))] };
  const elision = elisionIn(view.text);
  if (elision !== undefined && done.length + notes.length > 0) {
    return { ...unchanged, notes: [toOuter(elided(elision))] };
  }
  const outerEdits = edits.map((edit) => view.carryOut(edit));
  return { text, edits: outerEdits, done: done.map(toOuter), notes, kept: outerKept, ignores };
}

function unreadable({ message, offset, help }: ParseProblem): LocatedNote {
  return {
    transform: manifestFindings,
    level: 'note',
    offset,
    message: `this block is not valid YAML: ${message}`,
    help: help ?? 'check whether it shows something that the release removed, and change it manually',
  };
}

/** Where a line of three dots has more behind it: to YAML a document ends there, to a reader it goes on. */
function elisionIn(text: string): number | undefined {
  return /^\.\.\.[ \t]*\n(?=(?:[ \t]*(?:#.*)?\n)*(?!---)[ \t]*[^\s#])/m.exec(text)?.index;
}

function elided(offset: number): LocatedNote {
  return {
    transform: manifestFindings,
    level: 'note',
    offset,
    message: 'this block has a placeholder for omitted text, so it is not rewritten',
    help: 'write the placeholder as a comment ("# ...") and run again, or change the block manually',
  };
}

/** Whether the Markdown, with some of its blocks edited, has their migrated texts where these blocks were. */
function isProven(text: string, all: readonly BlockMigration[], some: readonly BlockMigration[]): boolean {
  const edited = some.filter(({ edits }) => edits.length > 0);
  if (edited.length === 0) return true;
  const found = findManifestBlocks(
    applyEdits(
      text,
      edited.flatMap(({ edits }) => edits),
    ),
  );
  const isKept = (block: BlockMigration, index: number): boolean =>
    !edited.includes(block) || found[index]?.text === block.text;
  return found.length === all.length && all.every(isKept);
}

/** A block that stays, with the reasons for what was to be done in it. */
function declined({ done, ...block }: BlockMigration): BlockMigration {
  const reason = new Declined('its block is indented in a way that the result would not keep');
  const notes = done.map((request) => declinedNote(request, reason));
  return { ...block, edits: [], done: [], notes };
}

/** Collects facts from a file. Markdown has none: what it shows are examples, and no part of what is rolled out. */
export function surveyFile(file: ManifestFile, surveys: readonly Survey[], facts: Facts): void {
  if (!isMarkdown(file.path)) surveyManifest(file, surveys, facts);
}

/** Plans a file: a manifest, or by its name Markdown. What is a copy of an upstream chart stays, and so does what is rendered. Not all of its rewrites need to be made. */
export function planFile(
  file: ManifestFile,
  transforms: readonly Transform[],
  surroundings: Surroundings,
): FilePlan {
  const { path, text } = file;
  if (isInUpstreamChart(path, surroundings.facts)) {
    return planOfUnchanged(text, { kept: [{ start: 0, end: text.length }], ignores: allIgnoresOf(file) });
  }
  return isMarkdown(path)
    ? planMarkdown(file, transforms, surroundings)
    : planOfRendered(file, planManifest(file, transforms, surroundings), surroundings.facts);
}
