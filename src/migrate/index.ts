export { Choices, type Offer } from './choices';
export { type Choice, chooseTransforms, usualTarget, withOccasion } from './choose';
export { ManifestFile, triggersIn } from './file';
export { migrateFile, planFile, surveyFile } from './migrate';
export { byPosition, type Fix, type Outcome, outcomeOf } from './outcome';
export type { FileMigration, FilePlan } from './plan';
export type { RewriteOutcome } from './rewrite-outcome';
export { manifestFindings } from './request';
