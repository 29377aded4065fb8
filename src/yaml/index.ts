export { commentBehind, type Comment, removedComments } from './comments';
export { type Wrapper, Editor, type Place, type Spot, type Change, placeOf } from './changes';
export { Carried, carriedOver, isPlainMap, isPlainSequence, type Plain, plainOf } from './plain';
export {
  Declined,
  unlessDeclined,
  applyEdits,
  type Edit,
  countBefore,
  LineIndex,
  lineStart,
  lineTextEnd,
  textEndAbove,
  nextLineStart,
  type Position,
  type Range,
} from './text';
export { Offsets } from './offsets';
export {
  type EmbeddedText,
  viewEmbeddedText,
  PrefixedText,
  readPrefixedLines,
  type WithinText,
} from './embedded';
export {
  entryOf,
  findEntry,
  holdersOf,
  insertedAt,
  insertedIn,
  insideOneOf,
  type LookUp,
  mergedInto,
  nodesAt,
  nodesIn,
  requireKnownEntry,
  valueAt,
  walk,
  keyOf,
  keysTo,
  plainData,
} from './lookup';
export {
  asMapping,
  asSequence,
  asText,
  childrenOf,
  entriesOf,
  type Entry,
  isBlockText,
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
export { isParseProblem, parseDocument, type ParseProblem, rootsIn, splitDocuments } from './parse';
export { type Rewrite, rewriteDocument } from './rewrite';
export { setRoom } from './library';
export {
  holdsPlaceholder,
  isTemplated,
  maskTemplate,
  type Template,
  templateOf,
  withActionsShown,
} from './template/mask';
export { originOf } from './shown';
export { originalChange, type Variant, countShowing, optionalField, variantsOf } from './variant';
export { textKey } from './compile';
