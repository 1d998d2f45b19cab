import { run } from '../../src/run';
import { head } from './items';

/** Items as a diff: `+` lines must be added, `-` lines go, all others stay. */
function expectDiff(diff: string, newline = '\n'): void {
  const lines = diff.replace(/^\n/, '').split('\n');
  const without = (mark: string) => {
    const kept = lines.filter(line => !line.startsWith(mark)).map(line => line.slice(1));
    return (head + kept.join('\n')).replaceAll('\n', newline);
  };
  const { stdout, exitCode } = run(without('+'), false);
  expect(stdout.replace(/^results:\r?\n[\s\S]*/m, '')).toBe(without('-'));
  expect(exitCode).toBe(0);
}

const deployment = `
 - apiVersion: apps/v1
   kind: Deployment
   metadata:
     name: web
+    labels:
+      component: web
   spec:
     selector:
       matchLabels:
         app: web
+        component: web
     template:
       metadata:
         labels:
           app: web
+          component: web
       spec:
         containers: []
`;

describe('a label is added as a line', () => {
  test('behind the last entry of a block map', () => expectDiff(deployment));

  test('with the line breaks of the input', () => expectDiff(deployment, '\r\n'));

  test('in items that are indented below their list', () => expectDiff(deployment.replace(/^(.)(?=.)/gm, '$1  ')));

  test('in items whose dash stands alone', () =>
    expectDiff(`
 -
   apiVersion: v1
   kind: Pod
   metadata:
     name: web
+    labels:
+      component: web
   spec: {}
`));

  test('in maps indented by one and by five spaces', () =>
    expectDiff(`
 -    apiVersion: v1
      kind: Pod
      metadata:
       name: web
       labels:
            app: web
+           component: web
      spec: {}
`));

  test('below comments that trail, and above those that follow', () =>
    expectDiff(`
 - apiVersion: v1
   kind: Pod # kind
   metadata:
     # the labels
     labels: # here
       # first
       app: web # trails
+      component: web
       # foot of labels

     # foot of metadata
     name: web
   spec: {}
 # foot of the item
`));

  test('below a tab and a comment', () =>
    expectDiff(`
 - apiVersion: v1
   kind: Pod
   metadata:
     name: web
     labels:
       app: web\t# trails
+      component: web
   spec: {}
`));

  test('below an entry without a value', () =>
    expectDiff(`
 - apiVersion: v1
   kind: Pod
   metadata:
     name: web
     labels:
       app:
+      component: web
       # comment

   spec: {}
`));

  test('among quoted keys', () =>
    expectDiff(`
 - "apiVersion": v1
   'kind': Pod
   "metadata":
     "name": "web"
     'labels':
       "app": 'web'
+      component: web
   "spec": {}
`));

  test('below a value of a million characters', () =>
    expectDiff(`
 - apiVersion: v1
   kind: Pod
   metadata:
     name: web
     labels:
       app: web # ${'x'.repeat(1e6)}
+      component: web
   spec: {}
`));

  test('among letters of any script', () =>
    expectDiff(`
 - apiVersion: v1
   kind: Pod
   metadata:
     name: web
     annotations: {naïve: "日本語 🚀 \\u00e9"} # Grüße 🚀
+    labels:
+      component: web
   spec: {}
`));

  test('in elements of a List', () =>
    expectDiff(`
 - apiVersion: v1
   kind: List
   items:
   - apiVersion: v1
     kind: Pod
     metadata:
       name: web
+      labels:
+        component: web
     spec: {}
   - apiVersion: v1
     kind: Pod
     metadata:
       name: db
+      labels:
+        component: db
     spec: {}
`));
});

describe('a label is added behind a block scalar', () => {
  test.each(['|', '|-', '|+', '>', '>-', '>+', '|2'])('of style %s', style =>
    expectDiff(`
 - apiVersion: v1
   kind: Pod
   spec: {}
   metadata:
     name: web
     annotations:
       script: ${style}
         echo
         # no comment
+    labels:
+      component: web
 - apiVersion: v1
   kind: ConfigMap
`),
  );

  test('that keeps the empty lines below it', () =>
    expectDiff(`
 - apiVersion: v1
   kind: Pod
   spec: {}
   metadata:
     name: web
     annotations:
       script: |+
         echo


+    labels:
+      component: web
 - apiVersion: v1
   kind: ConfigMap
`));

  test('above the empty lines that it does not keep', () =>
    expectDiff(`
 - apiVersion: v1
   kind: Pod
   spec: {}
   metadata:
     name: web
     annotations:
       script: |
         echo
+    labels:
+      component: web

   # comment
 - apiVersion: v1
   kind: ConfigMap
`));
});

describe('missing parents are added', () => {
  test('to a template without metadata', () =>
    expectDiff(`
 - apiVersion: batch/v1
   kind: Job
   metadata:
     name: web
     labels:
       component: web
   spec:
     template:
+      metadata:
+        labels:
+          component: web
       spec:
         containers: []
     backoffLimit: 1
`));

  test('to a selector that has only matchExpressions', () =>
    expectDiff(`
 - apiVersion: apps/v1
   kind: Deployment
   metadata:
     name: web
     labels:
       component: web
   spec:
     selector:
       matchExpressions:
       - {key: app, operator: In, values: [web]}
+      matchLabels:
+        component: web
     template:
       metadata:
         labels:
           app: web
+          component: web
       spec: {}
`));

  test('above an insertion further down', () =>
    expectDiff(`
 - apiVersion: v1
   kind: Pod
   metadata:
     name: db
     labels:
       app: db
+      component: db
   spec: {}
 - apiVersion: batch/v1
   kind: Job
   metadata:
     name: fill
     labels:
       component: fill
   spec:
     template:
+      metadata:
+        labels:
+          component: fill
       spec:
         containers: []
         affinity:
           podAffinity:
             requiredDuringSchedulingIgnoredDuringExecution:
             - topologyKey: kubernetes.io/hostname
               labelSelector:
                 matchLabels:
                   app: db
+                  component: db
`));
});

describe('a label goes into labels that are null', () => {
  const pod = (labels: string) => `
 - apiVersion: v1
   kind: Pod
   metadata:
${labels}
     name: web
   spec: {}
`;

  test('without a word', () =>
    expectDiff(
      pod(
        `
     labels:
+      component: web`.slice(1),
      ),
    ));

  test('above a comment', () =>
    expectDiff(
      pod(
        `
     labels: # why
+      component: web
     # more`.slice(1),
      ),
    ));

  test.each(['null', '~', 'Null'])('said as %s', word =>
    expectDiff(
      pod(
        `
-    labels: ${word} # why
+    labels:
+      component: web # why`.slice(1),
      ),
    ),
  );
});

test('an empty selector stays empty: it is null, {} or has null labels', () =>
  expectDiff(`
 - apiVersion: v1
   kind: Service
   metadata: {name: a}
   spec:
     selector:
 - apiVersion: v1
   kind: Service
   metadata: {name: b}
   spec:
     selector: {}
 - apiVersion: policy/v1
   kind: PodDisruptionBudget
   metadata: {name: a}
   spec:
     selector:
       matchLabels:
 - apiVersion: v1
   kind: Pod
   metadata: {name: web, labels: {component: web}}
   spec: {}
`));

describe('where the stream ends without a line break', () => {
  const pod = (end: string) => `${head}- apiVersion: v1\n  kind: Pod\n  spec: {}\n  metadata:\n    name: web${end}`;

  test.each(['', ' # trails', '\n    labels:'])('a label still is a line of its own below "%s"', end => {
    const { stdout } = run(pod(end), false);
    const labels = end.endsWith('labels:') ? '' : '\n    labels:';
    expect(stdout).toMatch(`${pod(end)}${labels}\n      component: web\nresults:\n`);
  });

  test('the last block scalar, which Go reads without a line break, gets none', () => {
    const { stdout } = run(pod('\n    annotations:\n      a: |\n        text'), false);
    expect(stdout).not.toContain('text\n');
  });
});

test('an empty component says nothing, and is filled', () =>
  expectDiff(`
 - apiVersion: v1
   kind: Pod
   metadata:
     name: web
     labels:
-      component: ""
+      component: "web"
   spec: {}
`));

describe('a null', () => {
  test('behind a comment that holds a colon is replaced where it stands', () =>
    expectDiff(`
 - apiVersion: v1
   kind: Pod
   metadata:
     name: web
     labels: # note: none yet
-      null
+      component: web
   spec: {}
`));
});

describe('a flow map that kpt ends at the margin', () => {
  const pod = (labels: string) =>
    `- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: web\n    labels: ${labels}\n  spec: {}\n`;
  const wrap = (items: string) => `${head}${items}`;

  test('is read, and gets its label', () => {
    const { stdout, exitCode } = run(wrap(pod('{app: web, # why\n}')), false);
    expect(stdout.startsWith(wrap(pod('{app: web, component: web, # why\n}')))).toBe(true);
    expect(exitCode).toBe(0);
  });
});
