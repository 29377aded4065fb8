export type { Plain, Wrapper } from './change';
export { Declined } from './declined';
export { applyEdits, type Edit, moveOffset, originalOffset } from './edit';
export { Editor, type Place, type Spot } from './editor';
export { type EmbeddedText, viewEmbeddedText } from './embedded';
export { LineIndex, type Position, type Range } from './lines';
export { entryOf, valueAt, walk } from './lookup';
export {
  asMapping,
  asSequence,
  type Entry,
  isNull,
  type Item,
  type Mapping,
  type Node,
  type Scalar,
  type Sequence,
  stringOf,
  type YamlDocument,
} from './node';
export { isParseProblem, parseDocument, type ParseProblem } from './parse';
export { type Rewrite, rewriteDocument } from './rewrite';
export { splitDocuments } from './split';
