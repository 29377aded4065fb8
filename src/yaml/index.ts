export type { Plain, Wrapper } from './change';
export { Declined, unlessDeclined } from './declined';
export { applyEdits, type Edit, moveOffset, originalOffset } from './edit';
export { Editor, type Place, type Spot } from './editor';
export { type EmbeddedText, viewEmbeddedText } from './embedded';
export { LineIndex, lineStart, lineTextEnd, nextLineStart, type Position, type Range } from './lines';
export { entryOf, findEntry, holdersOf, type LookUp, requireKnownEntry, valueAt, walk } from './lookup';
export {
  asMapping,
  asSequence,
  asText,
  entriesOf,
  type Entry,
  isNull,
  isTemplatedNode,
  type Item,
  itemsOf,
  type Mapping,
  type Node,
  type Scalar,
  scalarValueOf,
  type Sequence,
  stringOf,
  type Text,
  type YamlDocument,
} from './node';
export { isParseProblem, parseDocument, type ParseProblem } from './parse';
export { PrefixedText, readPrefixedLines } from './prefixed';
export { type Rewrite, rewriteDocument } from './rewrite';
export { splitDocuments } from './split';
export { isTemplated, maskTemplate, type Template, withActionsShown } from './template/mask';
export { originalChange, originOf, type Variant, variantsOf } from './variant';
export { type Change, placeOf } from './change';
export { textKey } from './compile';
