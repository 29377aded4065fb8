import { Facts, type FactsOf } from '../facts';
import { manifestFindings } from '../finding';
import { grouped } from '../grouped';
import { once } from '../once';
import { isTerraform } from '../install/terraform/terraform';
import { terraformReleases } from '../install/terraform/terraform-values';
import { manifestsIn } from '../kubernetes/terraform';
import { type Ignore, ignoreOver } from '../suppress/ignore';
import type { SweptText } from '../sweep/sweep';
import type { Survey, Transform } from '../transform';
import type { UpgradeRange } from '../version';
import { type Edit, LineIndex, type WithinText } from '../yaml';
import { ManifestFile } from './manifest-file';
import { planManifest, surveyManifest } from './manifest';
import { notRewritten, unchanged } from './plan';
import { outcomeOf } from './outcome';
import { withOccasion } from './triggers';
import { type AskedFor, type LocatedNote, movedRange, relocated } from './request';

/**
 * Collects facts from the values and the manifests in a module of Terraform.
 *
 * @param ofUnits the surveys of what moves together: nothing in a manifest there is rewritten, so it is no part of that
 */
export function surveyTerraform(
  { path, text }: Pick<ManifestFile, 'path' | 'text'>,
  surveys: readonly Survey[],
  ofUnits: ReadonlySet<Survey>,
  facts: Facts,
): void {
  const ofDocuments = surveys.filter(({ readsScripts = false }) => !readsScripts);
  const look = (inner: string, within: WithinText, by = ofDocuments): void => {
    surveyManifest(new ManifestFile(path, inner, { within }), by, facts);
  };
  const releases = terraformReleases(path, text, facts);
  if (releases) look(releases.text, releases);
  const ofOthers = ofDocuments.filter((survey) => !ofUnits.has(survey));
  for (const { text: inner, toOuter } of manifestsIn(text)) look(inner, { outer: text, toOuter }, ofOthers);
}

/**
 * What transforms report on the manifests and the values in a module of Terraform, and what they would change there:
 * nothing is rewritten, so that objects there need not be known before what names them.
 */
export function findingsInTerraform(
  { path, text }: { readonly path: string; readonly text: string },
  transforms: readonly Transform[],
  facts: FactsOf,
  range: UpgradeRange,
  ignores: readonly Ignore[],
): Required<Pick<SweptText, 'known' | 'told' | 'ignores'>> {
  if (!isTerraform(path)) return { known: [], told: [], ignores: [] };
  const manifests = manifestsIn(text);
  const stages = stagesOf(facts)(withOccasion(transforms, (word) => text.includes(word)));
  const byId = new Map(transforms.map((each) => [each.id, each]));
  const inside: Ignore[] = [];
  const lines = new LineIndex(text);
  const noted = [...stages].flatMap(([known, some]) => {
    const surroundings = { facts: known, target: range.to, range, pinDefaults: false };
    const releases = terraformReleases(path, text, known);
    return [...manifests, ...(releases ? [releases] : [])].flatMap((manifest) => {
      const file = new ManifestFile(path, manifest.text, 'outer' in manifest ? { within: manifest } : {});
      const { all } = planManifest(file, some, surroundings);
      const toOuter = (offset: number): number => manifest.toOuter(offset);
      const toLine = (offset: number): number => lines.at(toOuter(offset)).line;
      for (const ignore of all.ignores) {
        const { range, isForFile } = ignore;
        const offset = toOuter(ignore.offset);
        if (range && !isForFile) inside.push({ ...ignore, offset, range: movedRange(range, toOuter) });
        // It was found in the text of the module, too.
        const same = ignores.find((each) => each.offset === offset);
        for (const use of ignore.uses) same?.uses.add(use);
      }
      // What a rewrite would bring about does not come.
      const wouldBe = new Set(all.done.flatMap((request) => request.notes));
      const apart = all.notes.filter((note) => !wouldBe.has(note));
      const notes = [
        ...apart.map((note) => ofTerraform(note, byId.get(note.transform))),
        ...all.done.map((request) => due(request, linesOf(request, all.edits, toLine))),
      ];
      return notes.map((note) => ({ note: relocated(note, toOuter), manifest }));
    });
  });
  const reported = noted.filter(
    ({ note: { transform, offset } }) =>
      transform !== manifestFindings && !isIgnored(transform, offset, ignores),
  );
  const notes = reported.map(({ note }) => note);
  return {
    known: outcomeOf(path, text, unchanged(text, { notes }), 'before').findings,
    // Whoever has read a manifest has said all there is to say about it; of a kind that moves, about an object of it.
    told: reported.flatMap(({ note: { transform, about }, manifest }) => {
      const range = byId.get(transform)?.hasUnits ? about : 'start' in manifest ? manifest : undefined;
      return range ? [{ start: range.start, end: range.end, transform }] : [];
    }),
    ignores: inside,
  };
}

/** What the transforms of a stage know of the tree is one: put together once, however many modules there are. */
const stagesOf = once((facts: FactsOf) => {
  const known = new Map<string, ReadonlyMap<Facts, readonly Transform[]>>();
  const nothing = new Facts();
  return (transforms: readonly Transform[]): ReadonlyMap<Facts, readonly Transform[]> => {
    const key = transforms.map(({ id }) => id).join();
    const stages = known.get(key) ?? grouped(transforms, ({ id }) => facts.get(id) ?? nothing);
    known.set(key, stages);
    return stages;
  };
}, new WeakMap());

/** No option of the command writes into Terraform; what is good to have there is no more than that, be it declined. */
function ofTerraform({ help, ...note }: LocatedNote, transform: Transform | undefined): LocatedNote {
  const isDeclined = note.message.startsWith(notRewritten) && transform?.kind === 'hardening';
  return {
    ...note,
    ...(isDeclined && { level: 'note' }),
    ...(help !== undefined && { help: help.replace(optionOfCommand, '') }),
  };
}

const optionOfCommand = /, or (?:pass|run with) --pin-defaults|; --pin-defaults writes it/;

/** A rewrite that is due, for the report: with what it would bring about, as it matters. */
function due(
  { transform: { id, kind }, offset, about, summary, due: when, notes }: AskedFor,
  lines: readonly number[],
): LocatedNote {
  const levels = notes.map(({ level }) => level);
  const worst = kind === 'required' ? 'error' : (levels.find((level) => level !== 'note') ?? 'note');
  const telling = notes.filter(({ level }) => level !== 'note');
  return {
    transform: id,
    level: worst,
    offset,
    message: `not rewritten in Terraform: ${summary}`,
    help: [
      lines.length > 1 ? `change lines ${lines.join(', ')} manually` : 'change it manually',
      ...telling.flatMap(({ message, help }) => (help === undefined ? [message] : [message, help])),
    ].join('; '),
    ...when,
    ...(about && { about }),
  };
}

/** The lines that a rewrite would change. */
function linesOf(
  { about }: AskedFor,
  edits: readonly Edit[],
  toLine: (offset: number) => number,
): readonly number[] {
  const own = edits.filter(({ start }) => about && about.start <= start && start < about.end);
  return [...new Set(own.map(({ start }) => toLine(start)))];
}

/** Whether a comment excludes a place, or the whole file; it is then of use. */
function isIgnored(transform: string, offset: number, ignores: readonly Ignore[]): boolean {
  const ignore = ignoreOver({ ignores }, transform, { kind: 'spot', offset });
  ignore?.uses.add(transform);
  return ignore !== undefined;
}
