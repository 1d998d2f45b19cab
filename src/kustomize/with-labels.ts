import type { Labels } from '../labels/label-selector';
import type { Resource } from '../model/resource';
import { ownFields } from './fields';
import { metadataLabels } from './label-fields';
import { writeLabels } from './write-labels';

/** The resource with labels as kustomize's `commonLabels` write them, or in its metadata alone. */
export function withLabels(resource: Resource, labels: Labels, reach: 'commonLabels' | 'metadata'): Resource {
  const fields = reach === 'commonLabels' ? ownFields.commonLabels : metadataLabels;
  return { ...resource, value: writeLabels(resource.value, labels, fields).value };
}
