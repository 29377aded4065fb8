export { type ManifestDocument, recogniseDocument } from './document';
export { type EnvironmentVariable, findEnvironmentVariable, isSwitchedOn } from './environment';
export { type FactKind, Facts } from './facts';
export type { Finding, Level } from './finding';
export { type Mention, surroundingLines, type Surroundings } from './mention';
export { describeObject, type KubernetesObject } from './object';
export type { Context, Note, Report, Survey, Transform, TransformKind } from './transform';
export { isAtLeast, parseVersion, type Version } from './version';
