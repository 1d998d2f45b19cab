# The function as an image: its bundle and Node, nothing else. `docker build .` needs nothing but this repository.
#   --build-arg BUILD_IMAGE=…   an image with node and npm on its PATH, to build with
#   --build-arg NODE_IMAGE=…    an image with /nodejs/bin/node, to run on
# `.ci/build-image` builds both stages on stand-ins for these two, which CI can't pull; the tests in test/hosts run the result.
ARG BUILD_IMAGE=node:22.23.2-bookworm-slim
ARG NODE_IMAGE=gcr.io/distroless/nodejs22-debian12:nonroot@sha256:13593b7570658e8477de39e2f4a1dd25db2f836d68a0ba771251572d23bb4f8e

FROM ${BUILD_IMAGE} AS build
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM ${NODE_IMAGE}
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="component-labels" \
      org.opencontainers.image.description="KRM function: a component label of its own for every Kubernetes workload, and selectors that mean it" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
WORKDIR /component-labels
COPY --from=build /source/dist/component-labels.cjs ./
USER 65532:65532
ENTRYPOINT ["/nodejs/bin/node", "/component-labels/component-labels.cjs"]
