import type { FactKind, FactPlace, Facts } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { factPlaceOf } from '../../../src/kubernetes/object';
import { lineAt } from '../../../src/install/pins/called-versions';
import { isPatchFor, surveyedParts } from '../../../src/kustomize/part';
import type { Survey } from '../../../src/transform';
import type { Place } from '../../../src/yaml';
import { isChartTemplate } from '../../../src/kubernetes/path';
import { canMeet, isEvidence, isSourceCode } from '../evidence';
import { hasShape, type Subject } from './subject';
import { type SubjectName, subjectOf } from './subjects';

/** That a subject is in the tree, and where it was first seen. */
export interface SubjectFact {
  readonly name: SubjectName;
  readonly place: FactPlace;
  /** Of a file of operations: the kind that it must be for. */
  readonly kind?: string;
}

const subjectFact: FactKind<SubjectFact> = { name: 'subject' };

/**
 * Finds subjects in the tree, one survey for each; one document says so once.
 *
 * @param sets subjects that matter only together: one is looked for only where the tree has a word of another of its set
 */
export function subjectSurveys(sets: readonly (readonly SubjectName[])[]): Survey[] {
  return sets.flatMap((names) =>
    names.map((name) =>
      subjectSurvey(
        name,
        names.find((other) => other !== name),
      ),
    ),
  );
}

const surveys = new Map<string, Survey>();

/** The survey of a subject, the same one for all that ask for it. */
function subjectSurvey(name: SubjectName, other: SubjectName | undefined): Survey {
  const key = `${name} ${other ?? ''}`;
  const { triggers, find, inTree, inPatches = [], inCommands } = subjectOf(name);
  const survey: Survey = surveys.get(key) ?? {
    triggers,
    ...(inCommands && {
      readsScripts: true,
      glance(path: string, text: string, facts: Facts) {
        const offset = isSourceCode(path) ? -1 : text.search(inCommands);
        if (offset !== -1)
          facts.add(subjectFact, { name, place: { path, line: lineAt(text, offset), column: 1 } });
        return 'parse' as const;
      },
    }),
    ...(other && { occasion: subjectOf(other).triggers }),
    collect(document: ManifestDocument, facts: Facts) {
      inTree?.collect(document, facts);
      const place = find(document);
      if (place) facts.add(subjectFact, { name, place: factPlaceOf(document, place) });
      for (const shape of inPatches) {
        const part = surveyedParts(document, shape.kind).find(({ object }) => hasShape(object, shape));
        if (!part) continue;
        const at = factPlaceOf(document, part.object.mapping);
        facts.add(subjectFact, { name, place: at, ...(part.isOpen && { kind: shape.kind }) });
      }
    },
  };
  surveys.set(key, survey);
  return survey;
}

/** Words without which a document holds none of the subjects. */
export function subjectTriggers(names: readonly SubjectName[]): readonly string[] {
  return [...new Set(names.flatMap((name) => subjectOf(name).triggers))];
}

/**
 * Where subjects are in the tree, by the order of the files: the first ones that meet all others.
 *
 * @param beside a file that they have to meet as well
 */
export function placesOfSubjects(
  names: readonly SubjectName[],
  facts: Facts,
  beside?: string,
): readonly FactPlace[] {
  const [name, ...others] = names;
  if (name === undefined) return [];
  const places =
    others.length > 0
      ? facts.derivedFor(names, meetingPlaces)
      : facts.derivedFor(subjectOf(name), placesOfSubject);
  return beside === undefined ? places : places.filter(({ path }) => canMeet(path, beside));
}

function meetingPlaces(facts: Facts, [name, ...others]: readonly SubjectName[]): readonly FactPlace[] {
  if (name === undefined) return [];
  const met = others.map((other) => placesOfSubjects([other], facts));
  return placesOfSubjects([name], facts).filter(({ path }) =>
    met.every((places) => places.some((place) => canMeet(path, place.path))),
  );
}

function placesOfSubject(facts: Facts, subject: Subject): readonly FactPlace[] {
  if (subject.inTree) return subject.inTree.places(facts);
  return facts
    .all(subjectFact)
    .filter(({ name, place: { path } }) => subjectOf(name) === subject && isSaid(subject, path, facts))
    .filter(({ kind, place }) => kind === undefined || isPatchFor(kind, place, facts))
    .map(({ place }) => place);
}

/** Whether a file says that a subject is there. What the clusters run on shows in no template: it may be for several. */
function isSaid({ isOfPlatform = false }: Subject, path: string, facts: Facts): boolean {
  return isEvidence(path, facts) && !(isOfPlatform && isChartTemplate(path));
}

/** The places of a subject in a document, be it in a patch. */
export function placesIn(document: ManifestDocument, name: SubjectName): Place[] {
  const { find, inPatches = [] } = subjectOf(name);
  const own = find(document);
  const inParts = inPatches.flatMap((shape) =>
    surveyedParts(document, shape.kind).filter(({ object }) => hasShape(object, shape)),
  );
  return [...(own ? [own] : []), ...inParts.map(({ object }) => object.mapping)];
}
