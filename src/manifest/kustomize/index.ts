export { describeKustomization, type Kustomization, type NamedPatch } from './kustomization';
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
export { kustomizeSurvey } from './survey';
export { KustomizeTree, type PatchUse, type Reach } from './tree';
