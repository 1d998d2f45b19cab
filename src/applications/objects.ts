import { identityOf, type Resource } from '../model/resource';
import { noPackage } from '../model/scope';

/**
 * Kinds whose controller makes a core Service of the object's own name. Source: Knative Serving, pkg/reconciler/route (a Service of that
 * name which the Route does not own makes it fail).
 */
const makersOfServices: ReadonlySet<string> = new Set(['serving.knative.dev/Service', 'serving.knative.dev/Route']);

/** The objects of a cluster that a resource defines, its package aside: two files that define one of them are never applied together. */
export function objectsOf(resource: Resource): readonly string[] {
  const { group, kind, namespace, name } = resource;
  const own = identityOf({ ...resource, package: noPackage });
  const made = { group: '', kind: 'Service', namespace, name, package: noPackage, rows: resource.rows };
  return makersOfServices.has(`${group}/${kind}`) ? [own, identityOf(made)] : [own];
}
