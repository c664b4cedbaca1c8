# The webhook service. Build: docker build -t ladderlint . Run: see docs/operating.md.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
COPY rules rules
COPY LICENSE ./
# The image holds what the npm package holds, so that neither lacks a file that the other has.
RUN npm run build && npm prune --omit=dev \
  && npm pack --ignore-scripts && mkdir package && tar -xzf ladderlint-*.tgz --strip-components=1 -C package

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 LADDERLINT_DATA=/data
WORKDIR /app
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/package ./
# So that `docker exec` finds the commands by their name.
RUN chmod +x dist/src/cli/main.js && ln -s /app/dist/src/cli/main.js /usr/local/bin/ladderlint
# Keep this volume: it holds what is still to do. With DATABASE_URL nothing is kept in it.
RUN mkdir /data && chown node:node /data && chmod 700 /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/src/cli/main.js"]
CMD ["serve"]
