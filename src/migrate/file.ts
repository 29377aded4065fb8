import type { Facts } from '../facts';
import { findTexts, isLastApplied } from '../kubernetes/texts';
import type { ManifestDocument } from '../kubernetes/document';
import type { Survey } from '../transform';
import { Words } from '../words';
import { isParseProblem, unlessDeclined } from '../yaml';
import type { ManifestFile } from './manifest-file';

/** Collects facts from a manifest for surveys. */
export function surveyManifest(file: ManifestFile, surveys: readonly Survey[], facts: Facts): void {
  const held = Words.of(surveys.flatMap(({ triggers }) => triggers)).in(file.text);
  const readers = surveys.flatMap((survey) => {
    const isNamed = survey.files?.(file.path) === true;
    if (!isNamed && !survey.triggers.some((word) => held.has(word))) return [];
    if (survey.glance?.(file.path, file.text, facts) === 'enough') return [];
    return { survey, wants: isNamed ? () => true : Words.of(survey.triggers).stretchesOf(file.text) };
  });
  for (const { read, readers: wanting } of file.documentsFor(readers)) {
    const document = read();
    for (const { survey } of wanting) {
      if (isParseProblem(document) || !collected(survey, document, facts)) {
        survey.missed?.(file.path, file.text, facts);
      }
      if (!isParseProblem(document)) surveyTexts(survey, document, facts);
    }
  }
}

function surveyTexts(survey: Survey, document: ManifestDocument, facts: Facts): void {
  for (const { scalar, read } of findTexts(document, survey.triggers).texts) {
    // It says again, and maybe as it was once, what the object around it says.
    if (isLastApplied(scalar)) continue;
    for (const inner of read.documents) {
      collected(survey, inner, facts);
      surveyTexts(survey, inner, facts);
    }
  }
}

/** Whether a document told what it knows; one in which a key stands twice may not. */
function collected(survey: Survey, document: ManifestDocument, facts: Facts): boolean {
  const told = unlessDeclined(() => {
    survey.collect(document, facts);
    return true;
  });
  return told ?? false;
}
