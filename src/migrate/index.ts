export { type Choice, chooseTransforms, usualTarget, withOccasion } from './choose';
export { type FileMigration, ManifestFile, triggersIn } from './file';
export { migrateFile, surveyFile } from './migrate';
export { byPosition, type Fix, type Outcome, outcomeOf, type RewriteOutcome } from './outcome';
export { manifestFindings } from './request';
