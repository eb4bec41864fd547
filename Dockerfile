# One image for all functions; FUNCTION_TARGET says which one a service is. `npm run build -- --image` fills .build/functions
# with the bundles and the few packages beside them, as the lockfile has them: nothing is installed here.
FROM node:24-trixie-slim
ENV NODE_ENV=production PORT=8080
WORKDIR /app
COPY .build/functions/ ./
USER node
CMD ["node", "node_modules/@google-cloud/functions-framework/build/src/main.js"]
