/**
 * Keys of labels whose value, whatever it is, tells releases of one program that run beside one another.
 * Sources: Istio "Application Requirements" (`version`); Kubernetes "Canary deployments" (`track`); the usual `color` of blue/green.
 */
export const releaseKeys = /(^|[./_-])(version|ver|revision|rev|colou?r|track)$/i;

/** Values that tell releases of one program under any key. */
export const releaseValues =
  /^(v\d[\w.-]*|canary|stable|baseline|preview|active|blue|green|red|black|experiment|shadow|alpha|beta|rc\d*)$/i;

/** Words of a name that say which release of its program it is about, also where no label says so. */
export const releaseWords = /^(v\d+|canary|stable|baseline|preview|active|blue|green|experiment|shadow)$/i;
