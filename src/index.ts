export { componentLabels } from './krm/kpt-function';
