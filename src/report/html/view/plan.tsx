import { anyRelease } from '../../../version';
import { count } from '../../count';
import type { ReportData } from '../data';
import type { PlanStep, TransformInfo } from '../../plan';
import { Badge, LevelCounts } from './parts';
import { changedWords, phaseNames, purposeOf, shown } from './words';

/** The upgrade plan: release by release, phase by phase, what is done for you and what is left. */
export function Plan({ data }: { readonly data: ReportData }) {
  const { plan, transforms } = data;
  if (plan.length === 0) return <p class="empty">Nothing is due for this upgrade.</p>;
  const byId = new Map(transforms.map((transform) => [transform.id, transform]));
  return (
    <ol class="plan">
      {plan.map(({ release, phases }) => (
        <li key={release ?? ''}>
          <h3>{releaseName(release)}</h3>
          {phases.map(({ phase, steps }) => (
            <div class="phase" key={phase}>
              <h4>{release === undefined ? 'Files that could not be handled' : phaseNames[phase]}</h4>
              <ul>
                {steps.map((step) => (
                  <Step
                    key={step.transform}
                    step={step}
                    transform={byId.get(step.transform)}
                    done={changedWords[data.mode]}
                  />
                ))}
              </ul>
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

function releaseName(release: string | undefined): string {
  if (release === undefined) return 'First of all';
  return release === anyRelease ? 'Whatever the release' : `Istio ${release}`;
}

function Step({
  step,
  transform,
  done,
}: {
  readonly step: PlanStep;
  readonly transform: TransformInfo | undefined;
  readonly done: string;
}) {
  const { rewrites, files, findings } = step;
  return (
    <li class="step" id={`step-${step.transform}`}>
      <p class="title">
        {transform ? transform.title : shown(step.transform)}
        {transform && (
          <span title={purposeOf(transform.kind)}>
            <Badge look="kind">{transform.kind}</Badge>
          </span>
        )}
      </p>
      <p class="facts">
        {rewrites > 0 && (
          <Badge look="done">
            {count(rewrites, 'rewrite')} in {count(files, 'file')} {done}
          </Badge>
        )}
        <LevelCounts counts={findings} />
        {transform && (
          <a href={transform.docs} rel="noreferrer noopener" target="_blank">
            upgrade notes
          </a>
        )}
      </p>
    </li>
  );
}
