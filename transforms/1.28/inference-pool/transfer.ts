import { isDeepStrictEqual } from 'node:util';
import type { Facts } from '../../../src/facts';
import type { Operation } from '../../../src/kustomize/operation';
import { Declined } from '../../../src/yaml';
import type { FollowedOperation, OperationSurroundings } from '../../../src/moves';
import type { PoolBase } from './base';
import { isPort, movePoolField } from './field';
import { mayBeTakenAway } from './removal';

/** A label or a name can be taken anywhere; what has another form in the new pool cannot. */
export function followTransfer(
  { op, path, pathEntry }: Operation,
  from: readonly string[],
  { bases, facts }: OperationSurroundings<PoolBase>,
): FollowedOperation | undefined {
  const places = { path: movePoolField(path), from: movePoolField(from) };
  if (isDeepStrictEqual(places, { path, from })) return undefined;
  const isThere =
    path[1] === 'targetPortNumber' ? hasTargetPorts(bases, facts) : hasPickerPorts(bases, facts);
  const intoPort = isPort(path) && !isThere;
  if (isWhole(path) || isWhole(from) || (op === 'move' && isPort(from)) || intoPort) {
    throw new Declined(`${op} cannot follow a field that changes its form`, pathEntry.range.start);
  }
  return places;
}

function hasPickerPorts(bases: readonly PoolBase[], facts: Facts): boolean {
  const isThere = bases.length > 0 && bases.every(({ picker }) => picker?.hasPort);
  return isThere && !mayBeTakenAway('extensionRef', facts);
}

export function hasTargetPorts(bases: readonly PoolBase[], facts: Facts): boolean {
  const isThere = bases.length > 0 && bases.every((base) => base.hasTargetPort);
  return isThere && !mayBeTakenAway('targetPortNumber', facts);
}

function isWhole(path: readonly string[]): boolean {
  return path[0] === 'spec' && path.length <= 2 && !isPort(path);
}
