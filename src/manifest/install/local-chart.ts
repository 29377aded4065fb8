/** A chart that lies in the tree. */
export interface LocalChart {
  /** Its `Chart.yaml`. */
  readonly path: string;
  readonly folder: string;
  /** The name of a chart of the Istio project that this is a copy of: the next release replaces it as a whole. */
  readonly upstream: string | undefined;
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
