import type { Resource } from '../model/resource';

/** Groups whose objects the API server itself checks, value by value. */
const native = ['', 'apps', 'batch', 'extensions', 'policy', 'autoscaling', 'networking.k8s.io'];

/** True where the API server refuses the object; false where a controller fails at what is made of it. */
export const isChecked = ({ group }: Pick<Resource, 'group'>): boolean => native.includes(group);
