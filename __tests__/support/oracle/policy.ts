import {
  countOf,
  type Data,
  declined,
  type Fields,
  fieldsOf,
  listOf,
  renamed,
  type Verdict,
  without,
} from './data';

/** The facts about BackendTLSPolicy once more, on plain data and without any of the product's code. */
export function judgePolicy(object: Fields): Verdict {
  const spec = fieldsOf(object['spec']) ?? {};
  const tls = fieldsOf(spec['tls'] ?? spec['validation']);
  const bothNames =
    countOf(spec, 'targetRef', 'targetRefs') > 1 ||
    countOf(spec, 'tls', 'validation') > 1 ||
    countOf(tls, 'caCertRefs', 'caCertificateRefs') > 1 ||
    countOf(tls, 'wellKnownCACerts', 'wellKnownCACertificates') > 1;
  if (bothNames) return declined(object);
  const namespace = fieldsOf(object['metadata'])?.['namespace'];
  const next: Fields = {};
  for (const [name, value] of Object.entries(spec)) {
    if (name === 'targetRef' || name === 'targetRefs') {
      next['targetRefs'] = (Array.isArray(value) ? value : [value]).map((target) =>
        withoutOwn(target, namespace),
      );
    } else if (name === 'tls' || name === 'validation') {
      next['validation'] = renamed(fieldsOf(value) ?? {}, {
        caCertRefs: 'caCertificateRefs',
        wellKnownCACerts: 'wellKnownCACertificates',
      });
    } else next[name] = value;
  }
  const converted = { ...object, apiVersion: 'gateway.networking.k8s.io/v1', spec: next };
  return { object: converted, hasError: hasErrorInTargets(next) || hasErrorInValidation(next) };
}

function withoutOwn(target: Data, namespace: Data | undefined): Data {
  const fields = fieldsOf(target);
  return fields && namespace !== undefined && fields['namespace'] === namespace
    ? without(fields, 'namespace')
    : target;
}

function isPartial(spec: Fields): boolean {
  return spec['targetRefs'] === undefined || spec['validation'] === undefined;
}

function hasErrorInTargets(spec: Fields): boolean {
  if (spec['targetRefs'] === undefined) return false;
  const targets = listOf(spec['targetRefs']).map((target) => fieldsOf(target) ?? {});
  const clash = targets.some((one, index) =>
    targets.slice(index + 1).some((other) => {
      const same = ['group', 'kind', 'name'].every((field) => one[field] === other[field]);
      return (
        same && (!one['sectionName'] || !other['sectionName'] || one['sectionName'] === other['sectionName'])
      );
    }),
  );
  return (
    clash ||
    targets.length === 0 ||
    targets.length > 16 ||
    targets.some((target) => isIncomplete(target) || target['namespace'] !== undefined)
  );
}

function isIncomplete(reference: Fields): boolean {
  return countOf(reference, 'group', 'kind', 'name') < 3;
}

function hasErrorInValidation(spec: Fields): boolean {
  const validation = fieldsOf(spec['validation']);
  if (!validation || isPartial(spec)) return false;
  const { hostname, wellKnownCACertificates: wellKnown } = validation;
  const references = listOf(validation['caCertificateRefs']).map((reference) => fieldsOf(reference) ?? {});
  const isDnsName =
    typeof hostname === 'string' &&
    /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(hostname);
  return (
    !(isDnsName || (typeof hostname === 'string' && hostname.includes('$'))) ||
    references.length > 0 === (wellKnown !== undefined && wellKnown !== '') ||
    (wellKnown !== undefined && wellKnown !== '' && wellKnown !== 'System') ||
    references.length > 8 ||
    references.some(isIncomplete) ||
    hasErrorInNames(listOf(validation['subjectAltNames']))
  );
}

function hasErrorInNames(names: Data[]): boolean {
  const disagrees = (name: Data): boolean => {
    const { type, hostname, uri } = fieldsOf(name) ?? {};
    const isHostname = type === 'Hostname' && Boolean(hostname) && !uri;
    return !isHostname && !(type === 'URI' && Boolean(uri) && !hostname);
  };
  return names.length > 5 || names.some(disagrees);
}
