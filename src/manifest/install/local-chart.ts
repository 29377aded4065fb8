import type { FactPlace } from '../facts';

/** A chart that lies in the tree. */
export interface LocalChart {
  readonly folder: string;
  readonly name: string;
  /** Where its name stands. */
  readonly place: FactPlace;
  /** Whether it is a copy of a chart of the Istio project, which the next release replaces as a whole. */
  readonly isUpstream: boolean;
  readonly dependencies: readonly ChartDependency[];
}

/** A chart that another one brings along. */
export interface ChartDependency {
  readonly name: string;
  /** The key of its values in those of the chart: its alias, or its name. */
  readonly key: string;
  readonly version: string | undefined;
  readonly repository: string;
}
