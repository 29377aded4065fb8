export { type Choice, chooseTransforms, usualTarget, withOccasion } from './choose';
export { type FileMigration, triggersIn } from './file';
export { ManifestFile } from './manifest-file';
export { type JudgedBy, notesOfIgnores } from './ignore-findings';
export { allIgnoresOf, ignoresOfMarkdown, ignoresOfPlainText } from './ignores';
export { migrateFile, surveyFile } from './migrate';
export { suggestion } from './nearest';
export { byPosition, type Outcome, outcomeOf, type RewriteOutcome } from './outcome';
export { manifestFindings } from './request';
