import { Facts, givenFile, type Transform, type Version } from '../manifest';
import { type FencedBlock, findManifestBlocks } from '../markdown';
import { applyEdits, Declined, type Edit } from '../yaml';
import { withOccasion } from './choose';
import { type FileMigration, ManifestFile, migrateManifest, surveyManifest } from './file';
import { declinedNote, type LocatedNote, manifestFindings } from './request';

/** What becomes of a block; offsets count in the Markdown text. */
type BlockMigration = Omit<FileMigration, 'text' | 'problem'>;

/**
 * Migrates the fenced blocks of YAML and JSON in a Markdown text, each a manifest of its own. Facts come from the blocks
 * of this text: what belongs to an example stands beside it.
 */
export function migrateMarkdown(
  { path, text }: ManifestFile,
  transforms: readonly Transform[],
  target: Version,
): FileMigration {
  const chosen = withOccasion(transforms, [text]);
  const facts = new Facts();
  facts.add(givenFile, path);
  const blocks = findManifestBlocks(text).map((view) => ({
    view,
    manifest: new ManifestFile(path, view.text, view),
  }));
  for (const { manifest } of blocks) surveyManifest(manifest, chosen, facts);
  const migrations = blocks.map(({ view, manifest }, index) => {
    const migration = migrateManifest(manifest, chosen, { facts, target });
    const outer = carriedOut(view, migration);
    return isSameBlock(text, outer.edits, index, migration.text) ? outer : declined(outer);
  });
  const edits = migrations.flatMap((migration) => migration.edits);
  return {
    text: applyEdits(text, edits),
    edits,
    done: migrations.flatMap(({ done }) => done),
    notes: migrations.flatMap(({ notes }) => notes),
    kept: migrations.flatMap(({ kept }) => kept),
  };
}

/** What becomes of a block, in the Markdown text. Docs are full of fragments: one that is no YAML is only noted. */
function carriedOut(view: FencedBlock, migration: FileMigration): BlockMigration {
  const { edits, done, kept, problem } = migration;
  const toOuter = <T extends { readonly offset: number }>(located: T): T => ({
    ...located,
    offset: view.toOuter(located.offset),
  });
  const notes = migration.notes.map((note) =>
    toOuter(note.transform === manifestFindings ? { ...note, level: 'note' as const } : note),
  );
  const outerKept = kept.map(({ start, end }) => ({ start: view.toOuter(start), end: view.toOuter(end) }));
  if (problem) notes.push(toOuter(unreadable(problem)));
  const elision = elisionIn(view.text);
  if (elision !== undefined && done.length + notes.length > 0 && !problem) {
    return { edits: [], done: [], notes: [toOuter(elided(elision))], kept: outerKept };
  }
  return { edits: edits.map((edit) => view.carryOut(edit)), done: done.map(toOuter), notes, kept: outerKept };
}

function unreadable({ message, offset }: { message: string; offset: number }): LocatedNote {
  return {
    transform: manifestFindings,
    level: 'note',
    offset,
    message: `this block cannot be read as YAML: ${message}`,
    help: 'look whether it shows something that the release removed, and change it by hand',
  };
}

/** Where a line of three dots stands with more behind it: to YAML a document ends there, to a reader it goes on. */
function elisionIn(text: string): number | undefined {
  return /^\.\.\.[ \t]*\n(?=(?:[ \t]*(?:#.*)?\n)*(?!---)[ \t]*[^\s#])/m.exec(text)?.index;
}

function elided(offset: number): LocatedNote {
  return {
    transform: manifestFindings,
    level: 'note',
    offset,
    message: 'this block leaves something out, so nothing in it is rewritten',
    help: 'write "# ..." for what is left out and run again, or change the block by hand',
  };
}

/** Whether the edited Markdown has the migrated text where the block was. */
function isSameBlock(text: string, edits: readonly Edit[], index: number, migrated: string): boolean {
  return edits.length === 0 || findManifestBlocks(applyEdits(text, edits))[index]?.text === migrated;
}

/** A block that stays, with the reasons for what was to be done in it. */
function declined({ done, kept }: BlockMigration): BlockMigration {
  const reason = new Declined('the lines of the block are indented in a way that the result would not keep');
  const notes = done.map(({ transform, offset }) => declinedNote(transform, reason, offset));
  return { edits: [], done: [], notes, kept };
}
