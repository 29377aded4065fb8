export { type Choice, chooseTransforms, usualTarget, withOccasion } from './choose';
export { type FileMigration, isDefinition, ManifestFile, migrateFile, surveyFile } from './file';
export { byPosition, manifestFindings, type Outcome, outcomeOf, type RewriteOutcome } from './outcome';
