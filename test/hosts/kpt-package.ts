import { type Files, filesIn, folder } from './folder';
import { type Ran, run } from './hosts';

/** A package with two workloads that one label can't tell apart, and with what a careless function would lose. */
export const broken: Files = {
  Kptfile: `apiVersion: kpt.dev/v1
kind: Kptfile
metadata:
  name: shop
  annotations:
    config.kubernetes.io/local-config: "true"
`,
  'db.yaml': `# The database of the shop.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: db
  labels: {app: shop} # flow style stays
spec:
  replicas: 1
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: 'shop'
    spec:
      containers:
      - name: db
        image: "mariadb:11" # the version that operations know
        ports:
        - containerPort: 3306
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: shop
  ports:
  - port: 3306
`,
  'web/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
      - name: web
        image: nginx:1.29
        ports:
        - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: shop
  ports:
  - port: 80
    targetPort: 8080
`,
  'settings.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data: # values that YAML readers do not agree on
  mode: 0777
  half: 1e3
  day: 2024-01-02
  on: yes
  text: |
    component: of a text
`,
  'first/twin.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: twin\ndata:\n  from: first\n',
  'second/twin.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: twin\ndata:\n  from: second\n',
  'windows.yaml': 'apiVersion: v1\r\nkind: ConfigMap\r\nmetadata:\r\n  name: windows\r\ndata:\r\n  line: ends\r\n',
  'notes.txt': 'no resource at all\n',
};

/** What a host leaves of a package. */
export function after(files: Files, change: (path: string) => Ran): Ran & { files: Files } {
  const path = folder(files);
  return { ...change(path), files: filesIn(path) };
}

export function evaluate(kpt: string, how: string[], ...data: string[]): (path: string) => Ran {
  return path => run(kpt, ['fn', 'eval', path, ...how, '--', ...data]);
}
