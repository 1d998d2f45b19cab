import { parseAllDocuments } from 'yaml';
import { defaultConfig } from '../src/config';
import { kindTable } from '../src/kinds';
import { resourcesFrom } from '../src/krm/resources';
import { resolve } from '../src/meaning';
import { readStated } from '../src/meaning/stated';
import { model } from '../src/model';

/** The model of manifests, with what its selectors mean. */
export function modelOf(manifests: string) {
  const values = parseAllDocuments(manifests).map(document => document.toJS());
  const received = model(resourcesFrom(values, kindTable()).resources);
  return { model: received, bindings: resolve(received, readStated(received, defaultConfig), defaultConfig) };
}

/** A workload whose own selector asks for `app: APP`, as YAML. */
export const workload = (
  name: string,
  labels: string,
  selector = labels,
  { namespace = '', kind = 'Deployment' } = {},
) => `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}${namespace && `, namespace: ${namespace}`}}
spec:
  selector: {matchLabels: {${selector}}}
  template:
    metadata: {labels: {${labels}}}
    spec: {containers: [{name: main}]}
`;

export const service = (name: string, selector: string, { namespace = '', labels = '' } = {}) => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, labels: {${labels}}${namespace && `, namespace: ${namespace}`}}
spec: {selector: {${selector}}, ports: [{port: 80}]}
`;
