export { type ApiVersionRow, apiVersionTransform, basesOfRow, type KindRow } from './api-version';
export { chartDefaultSurvey } from './chart-defaults';
export { chartLiteralSurvey, isToldOf } from './chart-literals';
export { codeSurvey } from './code';
export { type FieldMove, followFields, isDeletion, movedFieldPath, movedWholePath } from './fields';
export { selectorsInKustomize, wordsInKustomize } from './kustomize';
export type { Follow } from './names';
export { basesOfDocument, migrateKind, reportStaleMetadata, rewriteObject } from './objects';
export { successorSurvey } from './successors';
export { collectUnread } from './unread';
export { areMoving, hasUnits, ownBases } from './bases';
export { contextWithoutFiles, isAskedFor, keptIn } from './given';
export {
  type Base,
  certainEntry,
  type FollowedOperation,
  isOfKind,
  isOfOpenVersion,
  isOldObject,
  type KindMove,
  type KindName,
  type MovedKind,
  type OperationSurroundings,
  type Role,
  says,
  textUnder,
} from './moved-kind';
export { noteOfOldPath, oldPathFound, oldPathsIn, pathLike } from './patches/old-paths';
export { patchFileSurvey, wordsInPatchFiles } from './patches/patch-files';
export { isMerge, reportOldFields } from './patches/lone-patches';
export { wordsInYttOverlays, yttOverlaySurvey } from './patches/ytt-annotations';
export { isTextWithLines } from './patches/patterns';
export { constraintSurvey } from './references/constraints';
export { triggersOfProjects } from './references/projects';
export { migrateReferences } from './references/references';
export { migrateRoles } from './references/roles';
export { roleSurveyOf } from './references/rules-in-operations';
export { wordsInSuites } from './references/suites';
export { mayMove, namespaceAround, statusOf } from './references/status';
export { holdByTemplate } from './references/templated-groups';
export { basesMeant } from './meant';
export { collectFollower, contextOfFollower, contextOfUnit } from './unit';
