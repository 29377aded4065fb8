export { type ManifestDocument, recogniseDocument } from './document';
export { type EmbeddedDocument, readEmbedded } from './embedded';
export { type EnvironmentVariable, findEnvironmentVariable, isSwitchedOn } from './environment';
export { type FactKind, Facts } from './facts';
export type { Finding, Level } from './finding';
export { describeObject, type KubernetesObject, objectAt } from './object';
export { offsetOf } from './place';
export type {
  ConditionalTriggers,
  Context,
  Note,
  Report,
  Survey,
  Transform,
  TransformKind,
} from './transform';
export { isAtLeast, parseVersion, type Version } from './version';
