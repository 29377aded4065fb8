export { describeKustomization, kustomizeSurvey, type Kustomization, type NamedPatch } from './facts';
export { type Operation, readOperations } from './operation';
export {
  parseFieldPath,
  parseFieldSpec,
  parsePointer,
  printFieldPath,
  printFieldSpec,
  printPointer,
} from './pointer';
export {
  type KustomizationNode,
  type PatchNode,
  readKustomizations,
  readPatches,
  readReplacements,
} from './read';
export { fits, readSelector, type Selectable, type Selector, selects } from './selector';
export { KustomizeTree, type PatchUse, type Reach } from './tree';
