export type { About, Case, Example, Link, Texts } from './about';
export { encryptionOf, isDefinition, type ManifestDocument, recogniseDocument } from './document';
export { type EmbeddedDocument, readEmbedded, readText } from './embedded';
export { generatedTexts, isLastApplied } from './generated';
export { type DocumentText, findTexts } from './texts';
export { type EnvironmentVariable, findEnvironmentVariable, isSwitchedOn } from './environment';
export { type FactKind, type FactPlace, Facts, givenFile } from './facts';
export type { Finding, Level } from './finding';
export {
  describesUpstreamChart,
  type Doubt,
  doubtsOf,
  findInstallValues,
  type Installer,
  installSurvey,
  type InstallValues,
  type InstallVariable,
  isInUpstreamChart,
  mapAt,
  mayBeGivenToIstiod,
  setAt,
  setValue,
  settingOf,
  type ValuesPath,
  variablesOf,
} from './install';
export {
  findIstiodEnvironments,
  type IstiodEnvironment,
  type IstiodVariable,
  otherPlacesOf,
  textOf,
  variablesIn,
} from './istiod-variables';
export {
  contextIgnores,
  fileDirectivesIn,
  type Ignore,
  ignoreOf,
  ignoresIn,
  IgnoreUses,
  ignoreWord,
  ignoreOver,
  ignoreWithin,
  isFor,
  LeftAlone,
  mayIgnore,
} from './ignores';
export { type Mention, surroundingLines, type Surroundings } from './mention';
export { describeObject, type KubernetesObject, objectAt } from './object';
export { describePlace, factPlaceOf, startOf } from './place';
export type {
  ConditionalTriggers,
  Context,
  ContextIgnores,
  Note,
  Report,
  Survey,
  Transform,
  TransformKind,
} from './transform';
export { isAtLeast, parseVersion, type Version } from './version';
export { Words } from './words';
export { type Container, findWorkloads, isIstiod, type Workload } from './workload';
