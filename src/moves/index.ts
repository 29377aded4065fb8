export { type ApiVersionRow, apiVersionTransform, type KindRow } from './api-version';
export { type FieldMove, followFields, isDeletion, movedFieldPath } from './fields';
export { selectorsInKustomize, wordsInKustomize } from './kustomize';
export type { Follow } from './names';
export { basesOfDocument, migrateKind, rewriteObject } from './objects';
export { unreadBases } from './unread';
export { basesNamed, hasUnits } from './bases';
export { contextWithoutFiles } from './given';
export {
  type Base,
  type FollowedOperation,
  isOfKind,
  isOldObject,
  type KindMove,
  type KindName,
  type MovedKind,
  type OperationSurroundings,
  type Role,
} from './moved-kind';
export { certainEntry, says, textUnder } from './moved-kind';
export { migrateReferences } from './references';
export { migrateRoles } from './roles';
export { reportStaleMetadata } from './moved-kind';
export { mayMove, namespaceAround, statusOf } from './status';
export { contextBesideOldBranches, isInOldBranch, reportTemplatedVersions } from './templates';
export { contentsIn } from './moved-kind';
export { collectFollower, contextOfFollower } from './unit';
