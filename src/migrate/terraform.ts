import type { FactsOf } from '../facts';
import { manifestFindings } from '../finding';
import { grouped } from '../grouped';
import { manifestsIn } from '../kubernetes/terraform';
import { type Ignore, isFor } from '../suppress/ignore';
import type { SweptText } from '../sweep/sweep';
import type { Transform } from '../transform';
import type { UpgradeRange } from '../version';
import { ManifestFile } from './manifest-file';
import { planManifest } from './manifest';
import { type AskedFor, type LocatedNote, outcomeOf, relocated } from './outcome';
import { withOccasion } from './triggers';

/**
 * What transforms report on the manifests in a module of Terraform, and what they would change there: nothing is
 * rewritten. A transform whose objects move together would have to know these objects before: it only searches for names.
 */
export function findingsInTerraform(
  { path, text }: { readonly path: string; readonly text: string },
  transforms: readonly Transform[],
  facts: FactsOf,
  range: UpgradeRange,
  ignores: readonly Ignore[],
): Required<Pick<SweptText, 'known' | 'told'>> {
  const manifests = path.endsWith('.tf') ? manifestsIn(text) : [];
  if (manifests.length === 0) return { known: [], told: [] };
  const alone = transforms.filter(({ hasUnits }) => !hasUnits);
  // What the transforms of a stage know of the tree is one.
  const stages = grouped(
    withOccasion(alone, (word) => text.includes(word)),
    ({ id }) => facts.get(id),
  );
  const noted = manifests.flatMap((manifest) => {
    const file = new ManifestFile(path, manifest.text);
    const notes = [...stages].flatMap(([known, some]) => {
      if (!known) return [];
      const surroundings = { facts: known, target: range.to, range, pinDefaults: false };
      const { all } = planManifest(file, some, surroundings);
      // What a rewrite would bring about does not come.
      const wouldBe = new Set(all.done.flatMap((request) => request.notes));
      const apart = all.notes.filter((note) => !wouldBe.has(note));
      return [...apart.map(withoutOption), ...all.done.map(due)].map((note) =>
        relocated(note, manifest.toOuter),
      );
    });
    return notes.map((note) => ({ note, manifest }));
  });
  const reported = noted.filter(
    ({ note: { transform, offset } }) =>
      transform !== manifestFindings && !isIgnored(transform, offset, ignores),
  );
  const notes = reported.map(({ note }) => note);
  const unchanged = { text, edits: [], proven: [], done: [], notes, kept: [], ignores: [] };
  return {
    known: outcomeOf(path, text, unchanged, 'before').findings,
    // Whoever has read a manifest has said all there is to say about it.
    told: reported.map(({ note: { transform }, manifest: { start, end } }) => ({ start, end, transform })),
  };
}

/** No option of the command writes into Terraform. */
function withoutOption({ help, ...note }: LocatedNote): LocatedNote {
  return {
    ...note,
    ...(help !== undefined && { help: help.replace(/, or (?:pass|run with) --pin-defaults$/, '') }),
  };
}

/** A rewrite that is due, for the report. */
function due({ transform: { id, kind }, offset, summary, release }: AskedFor): LocatedNote {
  return {
    transform: id,
    level: kind === 'required' ? 'error' : 'note',
    offset,
    message: `not rewritten in Terraform: ${summary}`,
    help: 'change it manually',
    ...(release !== undefined && { release }),
  };
}

/** Whether a comment excludes a place, or the whole file; it is then of use. */
function isIgnored(transform: string, offset: number, ignores: readonly Ignore[]): boolean {
  const ignore = ignores.find(
    (each) => isFor(each, transform) && each.range && each.range.start <= offset && offset < each.range.end,
  );
  ignore?.uses.add(transform);
  return ignore !== undefined;
}
