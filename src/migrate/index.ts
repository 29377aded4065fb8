export { type Choice, chooseTransforms, usualTarget, withOccasion } from './choose';
export { type FileMigration, ManifestFile, migrateFile, surveyFile } from './file';
export { byPosition, type Outcome, outcomeOf, type RewriteOutcome } from './outcome';
export { manifestFindings } from './request';
