import type { ComponentChildren } from 'preact';
import type { ReportData } from '../data';
import type { Phase } from '../../../finding';
import { phases } from '../../plan/plan';
import { type Filter, kindsOf, needsYou, otherKind, showAll } from './filter';
import { phaseNames, purposeOf } from './words';

interface FiltersProps {
  readonly data: ReportData;
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

/** What to see: a part of the paths, what needs you, some of the kinds and phases. */
export function Filters({ data, filter, onChange }: FiltersProps) {
  const counts = countBoth(data);
  return (
    <form
      class="filters"
      role="search"
      aria-label="Filter"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <label class="field">
        Path
        <input
          type="search"
          placeholder="apps/prod"
          value={filter.path}
          onInput={({ currentTarget }) => {
            onChange({ ...filter, path: currentTarget.value });
          }}
        />
      </label>
      <Check
        isOn={filter.needsYou}
        onChange={(isOn) => {
          onChange({ ...filter, needsYou: isOn });
        }}
        count={data.findings.filter(needsYou).length}
      >
        Only what needs you
      </Check>
      {counts.kinds.size > 1 && (
        <fieldset>
          <legend>Kind</legend>
          {[...counts.kinds].map(([kind, count]) => (
            <Check
              key={kind}
              isOn={!filter.hiddenKinds.has(kind)}
              onChange={() => {
                onChange({ ...filter, hiddenKinds: toggled(filter.hiddenKinds, kind) });
              }}
              count={count}
              hint={purposeOf(kind)}
            >
              {kind}
            </Check>
          ))}
        </fieldset>
      )}
      {counts.phases.size > 1 && (
        <fieldset>
          <legend>Phase</legend>
          {[...counts.phases].map(([phase, count]) => (
            <Check
              key={phase}
              isOn={!filter.hiddenPhases.has(phase)}
              onChange={() => {
                onChange({ ...filter, hiddenPhases: toggled(filter.hiddenPhases, phase) });
              }}
              count={count}
            >
              {phaseNames[phase]}
            </Check>
          ))}
        </fieldset>
      )}
      {isNarrowed(filter) && (
        <button
          type="button"
          onClick={() => {
            onChange(showAll);
          }}
        >
          Show everything
        </button>
      )}
    </form>
  );
}

function isNarrowed({ path, needsYou: isForYou, hiddenKinds, hiddenPhases }: Filter): boolean {
  return path !== '' || isForYou || hiddenKinds.size + hiddenPhases.size > 0;
}

function Check({
  isOn,
  onChange,
  count,
  hint,
  children,
}: {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly count: number;
  readonly hint?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <label class="check" title={hint}>
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.checked);
        }}
      />
      <span>{children}</span>
      <span class="count">{count.toLocaleString('en-US')}</span>
    </label>
  );
}

/** How many rewrites and findings there are of each kind and phase; those of which there are none are left out. */
function countBoth(data: ReportData): {
  readonly kinds: ReadonlyMap<string, number>;
  readonly phases: ReadonlyMap<Phase, number>;
} {
  const kindOf = kindsOf(data);
  const phaseById = new Map(data.transforms.map((each) => [each.id, each.phase]));
  const ids = [
    ...data.files.flatMap(({ rewrites }) => rewrites.map(({ transform }) => transform)),
    ...data.findings.map(({ transform }) => transform),
  ];
  const number = <T,>(all: readonly T[], of: (id: string) => T) => {
    const counts = new Map(all.map((each) => [each, 0]));
    for (const each of ids.map(of)) counts.set(each, (counts.get(each) ?? 0) + 1);
    return new Map([...counts].filter(([, count]) => count > 0));
  };
  const known = [...new Set(data.transforms.map(({ kind }) => kind)), otherKind];
  return {
    kinds: number(known, kindOf),
    phases: number(phases, (id) => phaseById.get(id) ?? 'any'),
  };
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
